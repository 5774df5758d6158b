import { type BrandSettings, DEFAULT_SETTINGS } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { flowOf, type NodeSketch, programOf, type Wire } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";
import { nextSchedules } from "../yard/schedule.ts";

const DAY = [{ start: "08:00", end: "20:00" }];
const everyDay = { week: [DAY, DAY, DAY, DAY, DAY, DAY, DAY], holidays: [], workdays: [] };
const brands: BrandSettings[] = [
  { id: "b1", name: "南亭里", synonyms: ["NTL"], calendar: everyDay, approvers: [["lin"], ["wang", "zhao"], ["boss"]] },
  { id: "b2", name: "青禾记" },
];
const settings = { ...DEFAULT_SETTINGS, brands };
const received: NodeSketch = { id: "in", kind: "order_received" };
const working = (amount: number) => ({ amount, unit: "hour" as const, clock: "working" as const });
const [saturday, sunday] = [at("10:00", 4), at("10:00", 5)];
const yardOf = (nodes: NodeSketch[], wires: Wire[], of: string[] = []) =>
  new Yard([programOf(flowOf("f", nodes, wires, { brands: of }))], { at: saturday, settings });

describe("brands", () => {
  it("[F9] a flow for a brand takes its orders by whatever name they call it", () => {
    const yard = yardOf([received, { id: "t", kind: "tag", tag: "own" }], ["in -> t"], ["b1"]);
    for (const [id, brand] of Object.entries({ A: "b1", B: "南亭里", C: "NTL", D: "青禾记", E: "b2" }))
      yard.do({ type: "order_received", order: orderOf(id, { brand }) });
    const own = ["A", "B", "C", "D", "E"].filter((id) => yard.order(id)?.tags?.own !== undefined);
    expect(own).toEqual(["A", "B", "C"]);
  });

  it("[F10] deadlines in working time are counted by the brand's calendar", () => {
    const watch: NodeSketch = { id: "w", kind: "watch", within: working(3), since: "reached", goal: { states: ["Packed"], events: [] }, strict: false }; // biome-ignore format: a node
    const yard = yardOf([received, watch], ["in -> w"]);
    const due = (id: string, brand: string) => {
      yard.do({ type: "order_received", order: orderOf(id, { brand }) });
      return yard.order(id)?.watches?.["f/w"]?.deadline;
    };
    expect(due("A", "NTL")).toBe(at("13:00", 4));
    expect(due("B", "青禾记")).toBe(at("12:00", 6));
  });

  it("[F10] a batch of a brand closes, and an approval times out, in its working time", () => {
    const yard = yardOf(
      [received, { id: "m", kind: "merge", by: ["brand"], window: working(3) }, { id: "a", kind: "approval", title: "", approvers: ["x"], levels: 1, timeout: working(2) }],
      ["in -> m", "in -> a"],
    ); // biome-ignore format: a drawing
    yard.do({ type: "order_received", order: orderOf("A", { brand: "NTL" }) });
    yard.do({ type: "order_received", order: orderOf("B", { brand: "青禾记" }) });
    const closes = yard.happened.flatMap(({ records }) =>
      records.flatMap(({ code, data }) => (code === "batch_opened" ? [data.closes] : [])),
    );
    expect(closes).toEqual([at("13:00", 4), at("12:00", 6)]);
    expect(["A", "B"].map((id) => yard.order(id)?.approvals?.["f/a"]?.due)).toEqual([at("12:00", 4), at("11:00", 6)]);
  });

  it("[F10] a schedule for working days looks on days that some brand works, at the orders of that brand", () => {
    const nodes: NodeSketch[] = [
      { id: "s", kind: "schedule", at: ["11:00"], days: "working" },
      { id: "t", kind: "tag", tag: "seen" },
    ];
    const yard = yardOf(nodes, ["s -> t"]);
    expect(nextSchedules(yard.prepared, saturday)?.at).toBe(at("11:00", 4));
    expect(nextSchedules(yardOf(nodes, ["s -> t"], ["b2"]).prepared, saturday)?.at).toBe(at("11:00", 6));
    expect(nextSchedules(yardOf(nodes, ["s -> t"], ["b1"]).prepared, sunday)?.at).toBe(at("11:00", 5));
    for (const [id, brand] of Object.entries({ A: "NTL", B: "青禾记" })) {
      yard.do({ type: "order_received", order: orderOf(id, { brand }) });
      yard.do({ type: "scheduled", at: at("11:00", 4), flow: "f", node: "s", due: at("11:00", 4), order: id });
    }
    expect(["A", "B"].map((id) => yard.order(id)?.tags?.seen !== undefined)).toEqual([true, false]);
  });

  it("[K5] asks the brand's chain level by level, as it was when the approval was asked for", () => {
    const ask: NodeSketch = {
      id: "a",
      kind: "approval",
      title: "改款",
      approvers: ["duty"],
      levels: 1,
      chain: "of_brand",
    };
    const yard = yardOf([received, ask, { id: "yes", kind: "tag", tag: "yes" }], ["in -> a", "a:approved -> yes"]);
    for (const [id, brand] of Object.entries({ A: "南亭里", B: "青禾记" }))
      yard.do({ type: "order_received", order: orderOf(id, { brand }) });
    const before = yard.prepared;
    yard.prepared = new Yard([programOf(flowOf("f", [received, ask], ["in -> a"]))], {
      settings: DEFAULT_SETTINGS,
    }).prepared;
    yard.do({ type: "approval_decided", order: "A", approval: "f/a", decision: "approved", by: "lin" });
    yard.prepared = before;
    for (const by of ["wang", "boss"])
      yard.do({ type: "approval_decided", order: "A", approval: "f/a", decision: "approved", by });
    yard.do({ type: "approval_decided", order: "B", approval: "f/a", decision: "approved", by: "duty" });
    const asked = yard
      .effects()
      .flatMap((one) => (one.type === "approval_asked" ? [[one.order, one.level, one.levels, one.approvers]] : []));
    expect(asked).toEqual([
      ["A", 1, 3, ["lin"]],
      ["B", 1, 1, ["duty"]],
      ["A", 2, 3, ["wang", "zhao"]],
      ["A", 3, 3, ["boss"]],
    ]);
    expect(["A", "B"].map((id) => yard.order(id)?.tags)).toEqual([{ yes: "f/yes" }, { yes: "f/yes" }]);
  });
});
