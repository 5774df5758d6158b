import type { OrderState } from "@switchyard/engine";
import type { FlowNode } from "@switchyard/flow";
import type { Context } from "../runtime/context.ts";
import { placeOf, type WaitingOrder, waitingOrders } from "./waiting-orders.ts";

export interface ApprovalView extends WaitingOrder {
  /** Its name on the order: what a decision names. */
  name: string;
  flow: string;
  flow_name: string;
  node: string;
  title: string;
  /** Who is asked; empty: anybody. */
  approvers: { id: string; name: string }[];
  level: number;
  levels: number;
  due: number | null;
}
export interface ApprovalFilter {
  /** A person's id, name or role. */
  person?: string | undefined;
  level?: number | undefined;
  q?: string | undefined;
}
type ApprovalNode = Extract<FlowNode, { kind: "approval" }>;

/** Approvals that wait, over all orders, those of the oldest orders first. */
export function listApprovals(
  ctx: Context,
  filter: ApprovalFilter,
  page: { cursor?: string | undefined; limit: number },
) {
  const nodeOf = approvalNodes(ctx);
  return waitingOrders(ctx, { kind: "approval", q: filter.q }, page, async (order, state) => {
    const found: ApprovalView[] = [];
    for (const [name, approval] of Object.entries(state.approvals ?? {})) {
      const view = await approvalView(ctx, { order, name, approval }, nodeOf);
      if (isWanted(ctx, view, filter)) found.push(view);
    }
    return found;
  });
}

interface Asked {
  order: WaitingOrder;
  name: string;
  approval: NonNullable<OrderState["approvals"]>[string];
}
async function approvalView(
  ctx: Context,
  { order, name, approval }: Asked,
  nodeOf: ReturnType<typeof approvalNodes>,
): Promise<ApprovalView> {
  const place = placeOf(ctx, name);
  const node = await nodeOf(place.flow, approval.version, place.node);
  const approvers = (approval.chain?.[approval.level - 1] ?? node?.approvers ?? []).map((asked) => {
    const known = ctx.workspace.whole.people.find((one) => [one.id, one.name, one.role].includes(asked));
    return { id: known?.id ?? asked, name: known?.name ?? asked };
  });
  const { level, levels, due = null } = approval;
  return { ...order, ...place, name, title: node?.title ?? "", approvers, level, levels, due };
}

function isWanted(ctx: Context, view: ApprovalView, { person, level }: ApprovalFilter): boolean {
  if (level !== undefined && view.level !== level) return false;
  if (person === undefined || view.approvers.length === 0) return true;
  const known = ctx.workspace.whole.people.find((one) => [one.id, one.name].includes(person));
  return view.approvers.some(({ id }) => id === (known?.id ?? person));
}

/** Of the version that asked; each is read once for a list. */
function approvalNodes(ctx: Context) {
  const known = new Map<string, Promise<readonly FlowNode[]>>();
  return async (flow: string, version: number, node: string): Promise<ApprovalNode | undefined> => {
    const key = JSON.stringify([flow, version]);
    const nodes =
      known.get(key) ??
      ctx.store.read.flows.version(ctx.workspace.id, flow, version).then((found) => found?.document.nodes ?? []);
    known.set(key, nodes);
    const found = (await nodes).find(({ id }) => id === node);
    return found?.kind === "approval" ? found : undefined;
  };
}
