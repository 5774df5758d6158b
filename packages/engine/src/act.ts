/** A node's turn: each kind of node and the effect that it has. */
import type { NodeKind } from "@switchyard/flow";
import { assertNever } from "@switchyard/orders";
import { askApproval } from "./approval.ts";
import { freeze, unfreeze } from "./freeze.ts";
import { pauseFrom, resumeFrom } from "./gate.ts";
import { hold, releaseHolds } from "./hold.ts";
import { joinBatch } from "./merge.ts";
import { addLine, route, setField, tag, untag } from "./order-change.ts";
import { about, emit, nodeKey, type Turn } from "./scope.ts";
import { reserveStock } from "./stock.ts";
import { startWatch } from "./watch.ts";

/** Nodes whose effect is only to tell somebody: they keep quiet when a second look finds them as before. */
function tell(turn: Turn) {
  const { node } = turn;
  const said = about(turn);
  switch (node.kind) {
    case "alert":
      return emit(turn, {
        type: "alert",
        ...said,
        to: node.to,
        channel: node.channel,
        level: node.level,
        text: node.text,
      });
    case "task":
      return emit(turn, { type: "task", ...said, to: node.to, title: node.title });
    case "notify":
      return emit(turn, { type: "notify", ...said, to: node.to, channel: node.channel, template: node.template });
    case "webhook":
      return emit(turn, { type: "webhook", ...said, endpoint: node.endpoint, event: node.event });
    default:
      return;
  }
}

/** Kinds that act on one order; in a batch's run they are asked of each member. */
const ORDER_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "route", "tag", "untag", "set_field", "add_line", "hold", "release", "freeze", "unfreeze", "reserve_stock", "watch",
  "approval", "merge",
]); // biome-ignore format: a word list

export function actNode(turn: Turn) {
  const { node, scope } = turn;
  if (scope.orders !== null && ORDER_KINDS.has(node.kind)) {
    scope.asked.push(node.id);
    return;
  }
  const isQuiet = scope.quiet?.has(nodeKey(turn)) === true;
  switch (node.kind) {
    // Exclusive: a quiet node still claims its place, so that a later one does not take it.
    case "route":
      return route({ ...turn, node }, isQuiet);
    case "set_field":
      return setField({ ...turn, node }, isQuiet);
    default:
      break;
  }
  if (isQuiet) return;
  switch (node.kind) {
    case "alert":
    case "task":
    case "notify":
    case "webhook":
      return tell(turn);
    case "tag":
      return tag(turn, node.tag);
    case "untag":
      return untag(turn, node.tag);
    case "add_line":
      return addLine({ ...turn, node });
    case "hold":
      return hold(turn, node.reason);
    case "release":
      return releaseHolds(turn);
    case "freeze":
      return freeze({ ...turn, node });
    case "unfreeze":
      return unfreeze({ ...turn, node });
    case "reserve_stock":
      return reserveStock(turn);
    case "pause_channel":
      return pauseFrom({ ...turn, node });
    case "resume_channel":
      return resumeFrom({ ...turn, node });
    case "merge":
      return joinBatch({ ...turn, node });
    case "watch":
      return startWatch({ ...turn, node });
    case "approval":
      return askApproval({ ...turn, node });
    // Decided by the logic, or started by the core: nothing to do when reached.
    case "condition":
    case "branch":
    case "split":
    case "breaker":
    case "note":
    case "frame":
    case "order_received":
    case "order_updated":
    case "order_cancelled":
    case "state_reached":
    case "courier_node":
    case "after_sale":
    case "measure":
    case "stock_changed":
    case "schedule":
    case "subflow":
    case "decision_table": // biome-ignore format: a word list
      return;
    default:
      return assertNever(node);
  }
}
