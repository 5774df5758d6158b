/** What a flow counts, made ready: facts `count.* sum.* distinct.*` and the measures of breakers. */
import type { Duration, NodeOf, Program, WindowFact } from "@switchyard/flow";
import { compile } from "@switchyard/logic";
import { addDuration, naturalLength, startOfDay, type WorkspaceSettings } from "@switchyard/orders";
import { joinKey } from "../state/key.ts";

export type Test = (data: unknown) => unknown;

export interface PreparedWindow {
  /** Name of the aggregate in its key: a window that counts otherwise is another one. */
  key: string;
  of: "count" | "sum" | "distinct";
  /** The id of the fact, or null for a breaker's measure. */
  id: string | null;
  event: string;
  by: string[][];
  duration: Duration | null;
  /** Of the local day, in place of a sliding window. */
  day: boolean;
  field: string[] | null;
  where: Test | null;
  /** What begins the count anew. */
  reset: { event: string; where: Test | null } | null;
  /** Length of one stretch in milliseconds. */
  stretch: number;
  /** Keys for stretches, used in turn; 0: one for each, because working time spans who knows how many. */
  slots: number;
}

export interface PreparedBreaker {
  node: NodeOf<"breaker">;
  event: string;
  by: string[][];
  /** Those that count; null where the event brings the value itself. */
  hits: PreparedWindow | null;
  /** For a ratio: all of them. */
  total: PreparedWindow | null;
}

const STRETCHES = 48;
const slotsOf = (duration: Duration | null) => (duration?.clock === "working" ? 0 : STRETCHES + 3);
const DAY = 86_400_000;
const pathOf = (fact: string) => fact.split(".");

const stretchOf = (duration: Duration | null) =>
  Math.max(1000, Math.ceil((duration === null ? DAY : naturalLength(duration)) / STRETCHES));
const keyOf = (flow: string, id: string, of: string, duration: Duration | null) =>
  joinKey(flow, id, duration === null ? `${of}-day` : `${of}-${duration.amount}${duration.unit}-${duration.clock}`);

function testOf(program: Program, filter: string): Test | null {
  const logic = program.filters[filter];
  return logic === undefined ? null : compile(logic);
}

export function prepareWindow(program: Program, window: WindowFact): PreparedWindow {
  return {
    key: keyOf(program.flow, window.id, window.of, window.window),
    of: window.of,
    id: window.id,
    event: window.event,
    by: window.by.map(pathOf),
    duration: window.window,
    day: false,
    field: window.field === undefined ? null : pathOf(window.field),
    where: testOf(program, `window.${window.id}`),
    reset:
      window.reset === undefined
        ? null
        : { event: window.reset.event, where: testOf(program, `window.${window.id}.reset`) },
    stretch: stretchOf(window.window),
    slots: slotsOf(window.window),
  };
}

export function prepareBreaker(program: Program, node: NodeOf<"breaker">): PreparedBreaker {
  const { measure } = node;
  const where = testOf(program, `breaker.${node.id}`);
  const duration = measure.day === true ? null : (measure.window ?? { amount: 24, unit: "hour", clock: "natural" });
  const base = {
    id: null,
    reset: null,
    event: measure.event,
    by: measure.by.map(pathOf),
    duration,
    day: measure.day === true,
    stretch: stretchOf(duration),
    slots: slotsOf(duration),
  };
  const window = (of: "count" | "distinct", name: string, test: Test | null): PreparedWindow => ({
    ...base,
    key: keyOf(program.flow, `${node.id}!${name}`, of, duration),
    of,
    field: of === "distinct" ? pathOf(measure.distinct ?? "external_id") : null,
    where: test,
  });
  const hits = measure.of === "value" ? null : window(measure.of === "distinct" ? "distinct" : "count", "hits", where);
  return {
    node,
    event: measure.event,
    by: base.by,
    hits,
    total: measure.of === "ratio" ? window("count", "all", null) : null,
  };
}

/**
 * An instant from which on nothing that happened until `last` is inside the window: a day ends with the day; a span of working time
 * is doubled, because it ends anywhere in the free time behind it. Rounded up to a whole day, so that what is written often
 * keeps its place in a database's index.
 */
export function windowEnd(window: PreparedWindow, last: number, settings: WorkspaceSettings): number {
  const { duration } = window;
  let end: number;
  if (window.day || duration === null) end = startOfDay(last, settings.zone, 1);
  else if (duration.clock === "natural") end = last + naturalLength(duration);
  else end = addDuration(last, { ...duration, amount: 2 * duration.amount }, settings);
  return Math.ceil(end / DAY) * DAY;
}

/** The first instant that is inside the window at `at`; its edge belongs to it. */
export function windowStart(window: PreparedWindow, at: number, settings: WorkspaceSettings): number {
  if (window.day || window.duration === null) return startOfDay(at, settings.zone);
  if (window.duration.clock === "natural") return at - naturalLength(window.duration);
  return addDuration(at, { ...window.duration, amount: -window.duration.amount }, settings);
}
