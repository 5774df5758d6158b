/** Which flows an order takes, and in which version: the one it began with, else its canary's or the live one. */
import { bucketOf } from "./bucket.ts";
import type { PreparedPrograms } from "./prepare.ts";
import type { PreparedFlow } from "./prepare-flow.ts";
import type { Run } from "./run.ts";
import type { OrderState } from "./state.ts";

export function flowsFor(
  prepared: PreparedPrograms,
  id: string,
  brand: string | undefined,
  versions: OrderState["versions"],
): PreparedFlow[] {
  const found: PreparedFlow[] = [];
  for (const { flow, live, canary } of prepared.flows) {
    const pinned = versions?.[flow];
    const kept =
      pinned === undefined ? undefined : pinned === live.version ? live : prepared.versions.get(flow)?.get(pinned);
    const chosen = kept ?? (canary !== null && bucketOf(`${flow}/${id}`) < canary.below ? canary.flow : live);
    if (chosen.brands === null || (brand !== undefined && chosen.brands.has(brand))) found.push(chosen);
  }
  return found;
}

/** Flows for what is not an order: the live ones that are for all brands, or for the brand that the event names. */
export function liveFlows(prepared: PreparedPrograms, brand: unknown): PreparedFlow[] {
  return prepared.flows
    .map((one) => one.live)
    .filter((flow) => flow.brands === null || (typeof brand === "string" && flow.brands.has(brand)));
}

/** Flows of the order that this step is about. */
export function flowsOf(run: Run, order: OrderState): PreparedFlow[] {
  const brand = order.fields?.brand ?? order.order?.brand;
  return flowsFor(run.prepared, run.orderKey?.key ?? "", typeof brand === "string" ? brand : undefined, order.versions);
}
