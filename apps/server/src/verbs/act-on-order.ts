import type { EngineEvent } from "@switchyard/engine";
import { DEFAULT_STATE_MACHINE, type Problem, stateNamed } from "@switchyard/orders";
import type { Stamp } from "../events/external-event.ts";
import { takeEvent } from "../events/take-event.ts";
import type { OrderAction } from "../http/schemas/events.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { causeNamed } from "../tracking/tracked-order.ts";
import { dueMoved } from "./due-moved.ts";
import { actorOf } from "./journal-act.ts";
import { CHANGE_REQUESTED } from "./order-versions.ts";

interface ActInput {
  order: string;
  action: OrderAction;
  /** Same key, same answer. */
  requestKey: string | null;
}

/** What a person does with an order. Answers JSON text (EventAnswer). Throws `order_not_found`, `invalid_event`, `event_id_reused`. */
export async function actOnOrder(ctx: Context, { order, action, requestKey }: ActInput): Promise<string> {
  const problems = problemsOf(ctx, action);
  if (problems.length > 0) throw new Refusal("invalid_event", { problems });
  const content = { order, action };
  const { zone } = ctx.workspace.settings;
  return takeEvent(ctx, {
    actor: actorOf(ctx, action.by),
    about: { order },
    event: (stamp, before) =>
      action.type === "move_due"
        ? dueMoved(action, { ...stamp, order }, { before, zone })[0]
        : eventOf(action, { ...stamp, order }),
    follow: (_, stamp, before) =>
      action.type === "move_due" ? dueMoved(action, { ...stamp, order }, { before, zone }).slice(1) : [],
    key: requestKey === null ? null : { scope: "\naction", id: requestKey, content },
  });
}

function eventOf(
  action: Exclude<OrderAction, { type: "move_due" }>,
  { id, at, order }: Stamp & { order: string },
): EngineEvent {
  const stamp = { id, at, order };
  switch (action.type) {
    case "cancel":
      return { type: "order_cancelled", ...stamp, by: action.by, ...optional("reason", action.reason) };
    case "request_change": {
      const { type: _, level: value, ...data } = action;
      return { type: "measure_observed", ...stamp, measure: CHANGE_REQUESTED, value, data };
    }
    case "hold":
      return { type: "held_by_hand", ...stamp, by: action.by, ...optional("reason", action.reason) };
    case "release_hold":
      return { type: "hold_released", ...stamp, by: action.by };
    case "set_by_hand": {
      const { type, ...set } = action;
      return { type, ...stamp, ...set };
    }
    case "assert_state": {
      const occurred = action.occurred_at === undefined ? {} : { occurredAt: Date.parse(action.occurred_at) };
      const evidence = { kind: "hand", by: action.by, ...optional("ref", action.ref) } as const;
      return {
        type: "state_asserted",
        ...stamp,
        ...occurred,
        to: action.to,
        evidence,
        ...optional("data", action.data),
      };
    }
  }
}

const optional = <K extends string, V>(name: K, value: V | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [key in K]?: V };

/** What the core would take and nobody would find again: a destination or a state that there is not. */
function problemsOf({ workspace, executor }: Context, action: OrderAction): Problem[] {
  if (action.type === "set_by_hand" && typeof action.destination === "string") {
    const known = workspace.whole.destinations;
    if (known.length > 0 && !known.some(({ id }) => id === action.destination))
      return [
        {
          pointer: "/destination",
          code: "unknown_destination",
          message: { zh: "没有这个去向", en: "There is no such destination" },
        },
      ];
  }
  if (action.type === "move_due" && action.cause !== undefined && !causeNamed(workspace.settings, action.cause))
    return [
      { pointer: "/cause", code: "unknown_cause", message: { zh: "没有这个原因", en: "There is no such cause" } },
    ];
  if (action.type === "request_change" && !isHeard(executor))
    return [
      {
        pointer: "/type",
        code: "nobody_approves",
        message: {
          zh: "没有发布的流程以“需求变更（ChangeRequested）”开始审批，请先画好并发布",
          en: "No published flow begins with ChangeRequested and asks for approval: draw and publish one first",
        },
      },
    ];
  if (action.type === "assert_state") {
    const machine = workspace.settings.states ?? DEFAULT_STATE_MACHINE;
    if (stateNamed(machine, action.to) === undefined)
      return [{ pointer: "/to", code: "unknown_state", message: { zh: "没有这个状态", en: "There is no such state" } }];
  }
  return [];
}

/** Whether any flow begins with a request for a change: one that nobody hears would wait for ever. */
const isHeard = ({ live }: Context["executor"]): boolean =>
  live.prepared.flows.some(({ live: flow }) =>
    (flow.triggers.get("measure") ?? []).some(
      ({ trigger }) => trigger?.kind === "measure" && trigger.measure === CHANGE_REQUESTED,
    ),
  );
