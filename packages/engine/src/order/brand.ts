/** What an order's brand has of its own: its calendar, and who approves for it. */
import { type BrandSettings, brandNamed, type TimeSettings, timeOf } from "@switchyard/orders";
import type { OrderState } from "../state/state.ts";
import type { Run } from "../step/run.ts";

/** The word for its brand that stands: set by a flow or by hand, or the source's. */
export function brandOf({ fields, order }: OrderState): string | undefined {
  const word = fields?.brand ?? order?.brand;
  return typeof word === "string" ? word : undefined;
}

/** The calendar by which deadlines of the order that this step is about are counted. */
export const orderTime = ({ order, prepared: { settings } }: Run): TimeSettings =>
  settings.brands === undefined || order === null ? settings : timeOf(settings, brandOf(order));

/** The approval chain of the order's brand; null where it has none. */
export function brandChain({ order, prepared }: Run): NonNullable<BrandSettings["approvers"]> | null {
  const chain = order === null ? undefined : brandNamed(prepared.settings.brands, brandOf(order))?.approvers;
  return chain === undefined || chain.length === 0 ? null : chain;
}
