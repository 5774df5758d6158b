/** What holds only while the intake leads there, taken back. */
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { forgetRoutes } from "../yard/gate.ts";
import { forgetAside, leaveBatch } from "../yard/merge.ts";
import { drop, type Run } from "./run.ts";

/** 命中期间有效: a tag that its node no longer puts on comes off, unless a person has taken it over; so does its place in a batch. */
export function withdraw(
  run: Run,
  order: OrderState,
  flow: PreparedFlow,
  before: readonly string[],
  acted: readonly string[],
): void {
  for (const id of before) {
    if (acted.includes(id)) continue;
    const node = flow.nodes.get(id);
    if (node?.settings.kind === "merge") {
      leaveBatch(run, order, node.name);
      forgetAside(run, order, node.name);
    }
    if (order.parked !== undefined)
      forgetRoutes(run, order, (route) => route.flow === flow.flow && route.nodes.includes(id));
    if (node?.settings.kind !== "tag" || node.settings.whileMatched !== true) continue;
    const { tag } = node.settings;
    if (order.tags?.[tag] !== node.name) continue;
    drop(run, order, "tags", tag);
    run.effects.push({ type: "untag", origin: node.origin, order: run.orderKey?.key ?? null, tag });
  }
}
