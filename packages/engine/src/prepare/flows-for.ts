/**
 * Which flows an order takes, and in which version: the one it began with, as long as that is for its brand, else its canary's or the
 * live one.
 */
import { brandNamed } from "@switchyard/orders";
import type { EngineEvent } from "../event/event.ts";
import { brandOf } from "../order/brand.ts";
import type { OrderState } from "../state/state.ts";
import type { Run } from "../step/run.ts";
import { bucketOf } from "./bucket.ts";
import type { Canary, PreparedPrograms } from "./prepare.ts";
import type { PreparedFlow } from "./prepare-flow.ts";

/** The order, and whose it is: what canaries are shared out by. */
export interface Whose {
  id: string;
  brand: string | undefined;
  customer: string | undefined;
}

export function flowsFor(
  prepared: PreparedPrograms,
  whose: Whose,
  versions: OrderState["versions"],
): readonly PreparedFlow[] {
  const { brand } = whose;
  if (prepared.forAll !== null && takesLive(prepared.forAll, versions)) return prepared.forAll;
  const found: PreparedFlow[] = [];
  for (const { flow, live, canary } of prepared.flows) {
    const pinned = versions?.[flow];
    const kept =
      pinned === undefined ? undefined : pinned === live.version ? live : prepared.versions.get(flow)?.get(pinned);
    if (kept !== undefined && isFor(kept, brand)) {
      found.push(kept);
      continue;
    }
    const isShared = canary !== null && bucketOf(`${flow}/${sharer(prepared, whose, canary.by)}`) < canary.below;
    const fresh = isShared ? canary.flow : live;
    if (isFor(fresh, brand)) found.push(fresh);
  }
  return found;
}

/** A version says itself for which brands it is. */
export const isFor = ({ brands }: PreparedFlow, brand: string | undefined): boolean =>
  brands === null || (brand !== undefined && brands.has(brand));

function takesLive(flows: readonly PreparedFlow[], versions: OrderState["versions"]): boolean {
  if (versions === undefined) return true;
  for (const { flow, version } of flows) {
    const pinned = versions[flow];
    if (pinned !== undefined && pinned !== version) return false;
  }
  return true;
}

/** An order of no customer or brand stands for itself; a brand is the same by whatever name. */
function sharer({ settings }: PreparedPrograms, { id, brand, customer }: Whose, by: NonNullable<Canary["by"]>): string {
  if (by === "order") return id;
  return (by === "customer" ? customer : (brandNamed(settings.brands, brand)?.id ?? brand)) ?? id;
}

/** Flows for what is not an order: the live ones that are for all brands, for the brand that the event names, or whose turn it is. */
export function liveFlows(prepared: PreparedPrograms, brand: unknown, event: EngineEvent): PreparedFlow[] {
  const own = event.type === "scheduled" ? event.flow : null;
  return prepared.flows
    .map((one) => one.live)
    .filter(
      (flow) => flow.brands === null || flow.flow === own || (typeof brand === "string" && flow.brands.has(brand)),
    );
}

/** Flows of the order that this step is about. */
export function flowsOf(run: Run, order: OrderState): readonly PreparedFlow[] {
  const { forAll } = run.prepared;
  // Asked first, because then nothing of the order's content has to be looked at.
  if (forAll !== null && takesLive(forAll, order.versions)) return forAll;
  const customer = order.fields?.customer_id ?? order.order?.customer_id;
  const whose = {
    id: run.orderKey?.key ?? "",
    brand: brandOf(order),
    customer: typeof customer === "string" ? customer : undefined,
  };
  return flowsFor(run.prepared, whose, order.versions);
}
