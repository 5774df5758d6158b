/** A node's turn: each kind of node and the effect that it has. */
import type { FlowNode, NodeKind, NodeOf } from "@switchyard/flow";
import { assertNever } from "@switchyard/orders";
import { hold, releaseHolds } from "../order/hold.ts";
import { addLine, route, setField, tag, untag } from "../order/order-change.ts";
import { askApproval } from "../yard/approval.ts";
import { freeze, unfreeze } from "../yard/freeze.ts";
import { pauseFrom, resumeFrom } from "../yard/gate.ts";
import { joinBatch } from "../yard/merge.ts";
import { reserveStock } from "../yard/stock.ts";
import { moveWatch, startWatch } from "../yard/watch.ts";
import { ask, emit, isQuiet, type Turn } from "./scope.ts";

/** Nodes whose effect is only to tell somebody: they keep quiet when a second look finds them as before. */
function tell(turn: Turn, settings: FlowNode) {
  const { origin } = turn.node;
  const { order } = turn.scope;
  switch (settings.kind) {
    case "alert": {
      const { to, channel, level, text } = settings;
      return emit(turn, { type: "alert", origin, order, to, channel, level, text, ...hours(settings) });
    }
    case "task":
      return emit(turn, { type: "task", origin, order, to: settings.to, title: settings.title });
    case "notify": {
      const { to, channel, template } = settings;
      return emit(turn, { type: "notify", origin, order, to, channel, template, ...hours(settings) });
    }
    case "webhook":
      return emit(turn, { type: "webhook", origin, order, endpoint: settings.endpoint, event: settings.event });
    default:
      return;
  }
}

/** Whoever sends the message holds it back in them: what is decided, and when, is the same. */
const hours = ({ quietHours }: NodeOf<"alert"> | NodeOf<"notify">) => (quietHours === undefined ? {} : { quietHours });

/** Kinds that act on one order; in a batch's run they are asked of each member. */
const ORDER_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "route", "tag", "untag", "set_field", "add_line", "hold", "release", "freeze", "unfreeze", "reserve_stock", "watch",
  "approval", "merge",
]); // biome-ignore format: a word list

export function actNode(turn: Turn) {
  const { scope, node } = turn;
  const { settings } = node;
  if (scope.orders !== null && ORDER_KINDS.has(settings.kind)) return ask(scope, node.node);
  // Exclusive: a quiet node still claims its place, so that a later one does not take it.
  if (settings.kind === "route") return route(turn, settings);
  if (settings.kind === "set_field") return setField(turn, settings);
  if (isQuiet(turn)) return settings.kind === "watch" ? moveWatch(turn, settings) : undefined;
  switch (settings.kind) {
    case "alert":
    case "task":
    case "notify":
    case "webhook":
      return tell(turn, settings);
    case "tag":
      return tag(turn, settings.tag);
    case "untag":
      return untag(turn, settings.tag);
    case "add_line":
      return addLine(turn, settings);
    case "hold":
      return hold(turn, settings.reason);
    case "release":
      return releaseHolds(turn);
    case "freeze":
      return freeze(turn, settings);
    case "unfreeze":
      return unfreeze(turn, settings);
    case "reserve_stock":
      return reserveStock(turn);
    case "pause_channel":
      return pauseFrom(turn, settings);
    case "resume_channel":
      return resumeFrom(turn, settings);
    case "merge":
      return joinBatch(turn, settings);
    case "watch":
      return startWatch(turn, settings);
    case "approval":
      return askApproval(turn, settings);
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
      return assertNever(settings);
  }
}
