import {
  type DecidingDocument,
  type Decision,
  type Explanation,
  explainDecision,
  MemoryState,
  prepare,
  standingOrder,
  step,
} from "@switchyard/engine";
import type { Program } from "@switchyard/flow";
import { type Order, readOrder } from "@switchyard/orders";
import { type DecisionView, decisionView } from "../executor/decision-view.ts";
import { Refusal } from "../refusal/refusal.ts";
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
  /** The id that the order gets: a percentage split looks at it. */
  id?: string | undefined;
  /** When it was received; by default when it is decided. */
  received_at?: number | undefined;
  /** So many orders like it came before, one a second. */
  before?: number | undefined;
  /** The other published flows decide too, in flow order. */
  beside?: boolean | undefined;
}
export interface TryResult {
  decision: DecisionView;
  explanation: Explanation;
}

interface Deciding {
  program: Program;
  document: DecidingDocument["document"];
}

/** Runs one order through a flow, alone or beside the published ones. Nothing is stored and no effect leaves. */
export async function tryFlow(ctx: Context, id: string, input: TryInput): Promise<TryResult> {
  const own = await compileVersion(ctx, id, input.version ?? "draft");
  const flows = input.beside === true ? await withPublished(ctx, own) : [own];
  const at = input.at ?? ctx.clock.now();
  const order = await orderToTry(ctx, input, at);
  const prepared = prepare(
    flows.map(({ program }) => program),
    ctx.workspace.settings,
  );
  const state = new MemoryState();
  for (let number = input.before ?? 0; number > 0; number -= 1) {
    const earlier = { ...order, id: `${order.id}-${number}`, received_at: at - number * 1000 };
    const event = { type: "order_received", id: `try-${number}`, at: earlier.received_at, order: earlier } as const;
    state.write(step(prepared, event, state).writes);
  }
  const { decisions } = step(prepared, { type: "order_received", id: "try", at, order }, state);
  const decision: Decision | undefined = decisions.find((one) => one.order === order.id);
  if (decision === undefined) throw new Error("the core decided nothing about an order that it was given");
  const names = new Map(flows.map(({ program, document }) => [program.flow, document.name]));
  return {
    decision: {
      ...decisionView(decision, { workspace: ctx.workspace, names }),
      flow_version: flows.map(({ program: { flow, version }, document: { name } }) => ({ flow, name, version })),
    },
    explanation: explainDecision(
      decision,
      flows.map(({ program: { flow, version }, document }) => ({ flow, version, document })),
      ctx.workspace.names,
    ),
  };
}

/** Every published flow in flow order, with this version in the place of its own. */
async function withPublished(ctx: Context, own: Deciding): Promise<Deciding[]> {
  const { flows } = ctx.store.read;
  const all: Deciding[] = [];
  for (const { id, liveVersion } of await flows.list(ctx.workspace.id, ctx.clock.now())) {
    if (id === own.program.flow) all.push(own);
    else if (liveVersion !== null) all.push(...asList(await flows.version(ctx.workspace.id, id, liveVersion)));
  }
  return all;
}
const asList = <T>(one: T | null): T[] => (one === null ? [] : [one]);

async function orderToTry(ctx: Context, input: TryInput, at: number): Promise<Order> {
  if (input.order_id !== undefined) {
    const found = await ctx.store.read.orders.get(ctx.workspace.id, input.order_id);
    const order = found === null ? null : standingOrder(found.state);
    if (order === null) throw new Refusal("order_not_found");
    return order;
  }
  const read = readOrder(input.order, {
    settings: ctx.workspace.settings,
    receivedAt: input.received_at ?? at,
    id: input.id ?? "try",
  });
  if (read.ok) return read.order;
  const problems = read.problems.map((problem) => ({ ...problem, pointer: `/order${problem.pointer}` }));
  throw new Refusal("invalid_order", { problems });
}
