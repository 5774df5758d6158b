import { type Decision, type Explanation, explainDecision, prepare, standingOrder, step } from "@switchyard/engine";
import { type Order, readOrder } from "@switchyard/orders";
import { type DecisionView, decisionView } from "../executor/decision-view.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { compileVersion, type VersionName } from "./compile-version.ts";

export interface TryInput {
  /** An order as a source would send it. */
  order?: unknown;
  /** Or one of the pool. */
  order_id?: string | undefined;
  /** The instant at which it is decided; by default now. */
  at?: number | undefined;
  version?: VersionName | undefined;
}
export interface TryResult {
  decision: DecisionView;
  explanation: Explanation;
}

/** Runs one order through a flow, alone. Nothing is stored and no effect leaves. */
export async function tryFlow(ctx: Context, id: string, input: TryInput): Promise<TryResult> {
  const { program, document, version } = await compileVersion(ctx, id, input.version ?? "draft");
  const at = input.at ?? ctx.clock.now();
  const order = await orderToTry(ctx, input, at);
  const prepared = prepare([program], ctx.workspace.settings);
  const event = { type: "order_received", id: "try", at, order } as const;
  const { decisions } = step(prepared, event, { get: () => undefined });
  const decision: Decision | undefined = decisions.find((one) => one.order === order.id);
  if (decision === undefined) throw new Error("the core decided nothing about an order that it was given");
  const names = new Map([[id, document.name]]);
  return {
    decision: {
      ...decisionView(decision, { workspace: ctx.workspace, names }),
      flow_version: [{ flow: id, name: document.name, version }],
    },
    explanation: explainDecision(decision, [{ flow: id, version, document }], ctx.workspace.names),
  };
}

async function orderToTry(ctx: Context, input: TryInput, at: number): Promise<Order> {
  if (input.order_id !== undefined) {
    const found = await ctx.store.read.orders.get(ctx.workspace.id, input.order_id);
    const order = found === null ? null : standingOrder(found.state);
    if (order === null) throw new Refusal("order_not_found");
    return order;
  }
  const read = readOrder(input.order, { settings: ctx.workspace.settings, receivedAt: at, id: "try" });
  if (read.ok) return read.order;
  const problems = read.problems.map((problem) => ({ ...problem, pointer: `/order${problem.pointer}` }));
  throw new Refusal("invalid_order", { problems });
}
