/**
 * When schedules have their turn. The shell asks for the next one and sends `scheduled` for each open order, or once with
 * what `turnFigures` says of them all.
 */
import type { NodeOf } from "@switchyard/flow";
import {
  clockFactAt,
  instantOn,
  startOfDay,
  type TimeSettings,
  type WorkingCalendar,
  type WorkspaceSettings,
} from "@switchyard/orders";
import { waitingContent } from "../order/park.ts";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { standingOrder } from "../step/facts.ts";

export interface ScheduleTurn {
  at: number;
  /** `once`: one turn about all orders together. */
  nodes: { flow: string; node: string; once: boolean }[];
}

/** The first turn after `at` of any live flow's schedules, within the next 60 days; null where there is none. */
export function nextSchedules(prepared: PreparedPrograms, at: number): ScheduleTurn | null {
  let turn: ScheduleTurn | null = null;
  for (const { flow, live } of prepared.flows) {
    for (const { trigger, node } of live.triggers.get("schedule") ?? []) {
      if (trigger?.kind !== "schedule") continue;
      const next = nextTurn(trigger, at, prepared.settings.zone, calendarsOf(live, prepared.settings));
      if (next === null || (turn !== null && next > turn.at)) continue;
      if (turn === null || next < turn.at) turn = { at: next, nodes: [] };
      turn.nodes.push({ flow, node, once: trigger.once === true });
    }
  }
  return turn;
}

/** Of an order, what a turn about all of them counts. */
export interface Counted {
  status: string | null;
  destination: string | null;
  due_at: number | null;
  brand: string | null;
}

/** Null where only events for it have come. */
export function countedOf(state: OrderState): Counted | null {
  const order = standingOrder(state) ?? waitingContent(state);
  if (order === null) return null;
  const { due_at = null, brand = null } = order;
  return { status: state.status, destination: state.destination ?? null, due_at, brand };
}

/**
 * What a turn brings as `event.*`: how many orders that the flow takes are `open`, how many of these are `unrouted` and
 * `overdue`, and how many stand in each open state, by the state's id.
 */
export function turnFigures(
  prepared: PreparedPrograms,
  { flow, at }: { flow: string; at: number },
): { add(order: Counted): void; figures: Record<string, number> } {
  const brands = prepared.flows.find((one) => one.flow === flow)?.live.brands ?? null;
  const figures: Record<string, number> = { open: 0, unrouted: 0, overdue: 0 };
  for (const state of prepared.openStates) figures[state] = 0;
  return {
    figures,
    add({ status, destination, due_at: due, brand }) {
      if (status === null || !prepared.openStates.has(status)) return;
      if (brands !== null && (brand === null || !brands.has(brand))) return;
      const count = (name: string) => {
        figures[name] = (figures[name] ?? 0) + 1;
      };
      count("open");
      count(status);
      if (destination === null) count("unrouted");
      if (due !== null && due < at) count("overdue");
    },
  };
}

/** Calendars of the brands whose orders the flow takes: a day that one of them works is a day to look. */
function calendarsOf({ brands }: PreparedFlow, settings: WorkspaceSettings): WorkingCalendar[] {
  const named = (settings.brands ?? []).filter(({ id }) => brands === null || brands.has(id));
  const own = named.flatMap(({ calendar }) => calendar ?? []);
  const isUsual = brands === null || named.length === 0 || own.length < named.length;
  return isUsual ? [settings.calendar, ...own] : own;
}

/** Of a schedule that asks for working days: is this one for the order's brand? */
export const isScheduledFor = (trigger: NodeOf<"schedule">, at: number, time: TimeSettings): boolean =>
  trigger.days !== "working" || isWorked(at, time);

function nextTurn(
  { at: times, days }: NodeOf<"schedule">,
  at: number,
  zone: string,
  calendars: readonly WorkingCalendar[],
): number | null {
  for (let day = 0; day <= 60; day++) {
    const start = startOfDay(at, zone, day);
    if (days === "working" && !calendars.some((calendar) => isWorked(start, { zone, calendar }))) continue;
    const turns = times.map((time) => instantOn(at, minuteOf(time), zone, day)).filter((turn) => turn > at);
    if (turns.length > 0) return Math.min(...turns);
  }
  return null;
}

const minuteOf = (time: string): number => {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
};

const isWorked = (at: number, time: TimeSettings): boolean =>
  clockFactAt("is_working_day", NO_ORDER, at, time) === true;

const NO_ORDER = { id: "", source: "", external_id: "", received_at: 0, tags: [], lines: [], custom: {}, raw: {} };
