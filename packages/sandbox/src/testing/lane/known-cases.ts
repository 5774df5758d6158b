/** Cases that random ones come upon too rarely, each for one thing that columns must not get wrong. */
import type { FlowDocument } from "@switchyard/flow";
import { DEFAULT_SETTINGS, type Order, type WorkspaceSettings } from "@switchyard/orders";
import {
  compare,
  flowOf,
  minutes,
  type NodeSketch,
  programOf,
  type Wire,
} from "../../../../engine/src/testing/flow.ts";
import type { Case } from "./generate.ts";

const START = Date.UTC(2026, 0, 19, 20);
const HOUR = 3_600_000;
const HALF_HOUR = HOUR / 2;
const MINUTE = HOUR / 60;
const received: NodeSketch = { id: "in", kind: "order_received" };
const alert = (id: string): NodeSketch => ({
  id,
  kind: "alert",
  to: ["ops"],
  channel: "inbox",
  level: 1,
  text: "look",
});
const field = (id: string, value: string): NodeSketch => ({ id, kind: "set_field", field: "warehouse", value });
const flow = (name: string, nodes: NodeSketch[], wires: Wire[]) => flowOf(name, [received, ...nodes], wires);

const BRANDS = ["A", "B", "C"];
const STATES = ["assigned", "PendingReview", undefined];
/** `more`: what the n-th order has besides, `gap`: milliseconds between two. */
interface Unlike {
  more?: (n: number) => Partial<Order>;
  gap?: number;
  settings?: WorkspaceSettings;
}
function caseOf(
  after: FlowDocument[],
  before: FlowDocument[],
  { more = () => ({}), gap = HALF_HOUR, settings = DEFAULT_SETTINGS }: Unlike = {},
): Case {
  const orders = Array.from({ length: 12 }, (_, n) => {
    const [at, status] = [START + n * gap, STATES[n % 3]];
    const said = status === undefined ? {} : { status };
    const known = { id: `o${n}`, source: "shop", external_id: `E${n}`, received_at: at, brand: BRANDS[n % 3] };
    const order = { ...known, ...said, tags: [], lines: [], custom: {}, raw: {}, ...more(n) };
    return { order: order as unknown as Order, at, following: 0 };
  });
  const programs = (docs: FlowDocument[]) => docs.map((doc) => programOf(doc));
  return {
    ...{ after: programs(after), before: programs(before), orders, news: [], looks: false, traceBefore: false },
    ...{ settings, size: 100, edges: [] },
  };
}

const watchOf = (brand: string): FlowDocument =>
  flow(
    "f",
    [
      { id: "c", kind: "condition", when: compare("brand", "is", brand), missing: "not_met" },
      { id: "w", kind: "watch", within: minutes(45), since: "reached", goal: { states: ["Packed"], events: [] }, strict: false },
      { id: "other", kind: "tag", tag: brand },
    ],
    ["in -> c", "c:met -> w", "c:not_met -> other"],
  ); // biome-ignore format: a drawing
const byState = (state: string): FlowDocument =>
  flow(
    "f",
    [
      { id: "c", kind: "condition", when: compare("status", "is", state), missing: "not_met" },
      { id: "t", kind: "tag", tag: "there" },
    ],
    ["in -> c", "c:met -> t"],
  );
const twice = (first: string, second: string) =>
  flow("f", [field("one", first), field("two", second)], ["in -> one", "one -> two"]);
const [f, g] = [flow("f", [alert("a")], ["in -> a"]), flow("g", [alert("b")], ["in -> b"])];

const tagged = flow(
  "f",
  [{ id: "on", kind: "tag", tag: "x" }, { id: "off", kind: "untag", tag: "x" }, { id: "to", kind: "route", destination: "D" }],
  ["in -> on", "on -> off", "off -> to"],
); // biome-ignore format: a drawing

const soon = (fact: string, most: number): FlowDocument =>
  flow(
    "f",
    [{ id: "c", kind: "condition", when: compare(fact, "le", most), missing: "not_met" }, { id: "t", kind: "tag", tag: "soon" }],
    ["in -> c", "c:met -> t"],
  ); // biome-ignore format: a drawing

/** A day off for one brand alone. */
const branded: WorkspaceSettings = {
  ...DEFAULT_SETTINGS,
  brands: [{ id: "A", name: "A", calendar: { ...DEFAULT_SETTINGS.calendar, holidays: [{ date: "2026-01-22", name: "A" }] } }],
}; // biome-ignore format: a calendar
const due = (n: number) => ({ due_date: `2026-01-${22 + (Math.floor(n / 3) % 3)}` });

/** Orders that reached a state within some hours; the others go three ways. */
const lately = (state: string, hours: number): FlowDocument =>
  flow(
    "f",
    [
      {
        id: "c",
        kind: "condition",
        when: compare(`reached.${state}`, "before", START + hours * HOUR),
        missing: "port",
      },
      { id: "t", kind: "tag", tag: "old" },
      { id: "n", kind: "tag", tag: "new" },
      { id: "m", kind: "tag", tag: "never" },
    ],
    ["in -> c", "c:met -> t", "c:not_met -> n", "c:missing -> m"],
  );

export const KNOWN_CASES: readonly Case[] = [
  caseOf([watchOf("A")], [watchOf("B")]),
  caseOf([byState("Assigned")], [byState("PendingReview")]),
  caseOf([twice("W1", "W2")], [twice("W1", "W3")]),
  caseOf([f, g], [g, f]),
  caseOf([soon("due_in_days", 1)], [f], { more: due, gap: 9 * HOUR }),
  caseOf([soon("due_in_working_days", 2)], [f], { more: due, gap: 9 * HOUR, settings: branded }),
  caseOf([soon("due_in_working_days", 2)], [f], { more: due, gap: MINUTE, settings: branded }),
  caseOf([tagged], [f]),
  caseOf([lately("Assigned", 3)], [lately("Packed", 3)]),
  caseOf([lately("PendingReview", 3)], [lately("Assigned", 2)]),
];

/** A hold before the condition that asks for it: only the engine knows whether an order is held. */
export const OF_THE_ENGINE: Case = caseOf(
  [
    flow(
      "f",
      [
        { id: "stop", kind: "condition", when: compare("brand", "is", "A"), missing: "not_met" },
        { id: "keep", kind: "hold", reason: "look" },
        { id: "free", kind: "condition", when: compare("on_hold", "is", false), missing: "port" },
        alert("tell"),
      ],
      ["in -> stop", "stop:met -> keep", "in -> free", "free:met -> tell"],
    ),
  ],
  [],
);
