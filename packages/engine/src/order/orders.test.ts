import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { compare, flowOf, hours, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const flow = flowOf(
  "f",
  [
    { id: "in", kind: "order_received" },
    { id: "go", kind: "route", destination: "line" },
    { id: "tag", kind: "tag", tag: "seen" },
    { id: "field", kind: "set_field", field: "grade", value: "B" },
  ],
  ["in -> go", "go -> tag", "tag -> field"],
);
const yard = () => new Yard([programOf(flow)], { at: at("09:00") });
const codes = (one: { records: { code: string }[] }) => one.records.map(({ code }) => code);

describe("orders", () => {
  it("[E4] [O1] a copy does nothing, other content is an update, older content changes nothing", () => {
    const y = yard();
    y.do({ type: "order_received", id: "a", order: orderOf("A", { brand: "B1" }) });
    expect(y.do({ type: "order_received", id: "a", order: orderOf("A", { brand: "B1" }) })).toMatchObject({
      effects: [],
      decisions: [],
    });
    expect(codes(y.do({ type: "order_received", id: "b", order: orderOf("A", { brand: "B1" }) }))).toEqual([
      "duplicate",
    ]);
    const update = y.do({ type: "order_updated", order: orderOf("A", { brand: "B2" }), changed: ["brand"] });
    expect(update.decisions[0]).toMatchObject({ outcome: "decided", destination: "line" });
    expect(update.effects).toEqual([]);
    const late = y.do({
      type: "order_updated",
      occurredAt: at("08:00"),
      order: orderOf("A", { brand: "B3" }),
      changed: [],
    });
    expect(codes(late)).toEqual(["late"]);
    expect(y.order("A")?.order?.brand).toBe("B2");
  });

  it("[O2] what comes before its order waits for it, whatever the order of arrival", () => {
    const said = [
      { type: "order_received", id: "r", order: orderOf("A"), occurredAt: at("09:00") },
      {
        type: "state_asserted",
        id: "s",
        order: "A",
        to: "Assigned",
        evidence: { kind: "scan" },
        occurredAt: at("09:10"),
      },
      {
        type: "order_updated",
        id: "u",
        order: orderOf("A", { brand: "new" }),
        changed: ["brand"],
        occurredAt: at("09:20"),
      },
      { type: "set_by_hand", id: "h", order: "A", tags: { vip: true }, by: "ann", occurredAt: at("09:30") },
    ] as const;
    const ends = permutations(said).map((events) => {
      const y = yard();
      for (const event of events) y.do({ ...event, at: at("10:00") } as never);
      const { status, tags, order, destination } = y.order("A") ?? {};
      return JSON.stringify([status, Object.keys(tags ?? {}).sort(), order?.brand, destination]);
    });
    expect(new Set(ends)).toEqual(new Set([JSON.stringify(["Assigned", ["seen", "vip"], "new", "line"])]));
  });

  it("[O3] cancelling ends what is open; what is on its way is intercepted", () => {
    const y = yard();
    y.do({ type: "order_received", order: orderOf("A") });
    const { effects } = y.do({ type: "order_cancelled", order: "A" });
    expect(effects).toMatchObject([{ type: "state", to: "Cancelled" }]);
    const b = yard();
    b.do({ type: "order_received", order: orderOf("B", { status: "HandedOver" }) });
    expect(b.do({ type: "order_cancelled", order: "B" }).effects).toMatchObject([{ type: "intercept" }]);
    expect(b.order("B")?.status).toBe("HandedOver");
  });

  it("[O4] what a person set stays, and the attempt is recorded", () => {
    const noted = flowOf("n", [{ id: "in", kind: "order_received" }, { id: "x", kind: "condition", when: compare("note", "is", "x"), missing: "not_met" }, { id: "to", kind: "route", destination: "x line" }], ["in -> x", "x:met -> to"]); // biome-ignore format: a drawing
    const y = new Yard([programOf(noted)], { at: at("09:00") });
    y.do({ type: "order_received", order: orderOf("A") });
    y.do({ type: "set_by_hand", order: "A", destination: "mine", by: "ann" });
    const tried = y.do({ type: "order_updated", order: orderOf("A", { note: "x" }), changed: ["note"] });
    expect(tried.effects).toMatchObject([{ type: "route", destination: "x line", locked: "ann" }]);
    expect(y.order("A")?.destination).toBe("mine");
    const z = yard();
    z.do({ type: "order_received", order: orderOf("A") });
    z.do({ type: "set_by_hand", order: "A", destination: "mine", fields: { grade: "A" }, by: "ann" });
    expect(z.do({ type: "order_updated", order: orderOf("A", { note: "x" }), changed: ["note"] }).effects).toEqual([]);
    expect(z.order("A")).toMatchObject({ destination: "mine", fields: { grade: "A" } });
    z.do({ type: "set_by_hand", order: "A", unlock: ["destination"], by: "ann" });
    expect(z.order("A")?.destination).toBe("line");
  });

  it("[E5] unusable events are quarantined, failing flows park the order, nothing throws", () => {
    const y = yard();
    expect(y.do({ type: "nonsense" } as never).effects).toMatchObject([{ type: "quarantine", code: "unknown_event" }]);
    expect(y.do({ type: "order_received", order: { id: 7 } } as never).effects).toMatchObject([
      { type: "quarantine", code: "bad_data" },
    ]);
    const poison = orderOf("P", { amount: { valueOf: 1 } as never, brand: { toString: 1 } as never });
    expect(y.do({ type: "order_received", order: poison }).decisions[0]).toMatchObject({ outcome: "decided" });
    const odd = y.do({ type: "state_asserted", order: "P", to: "Nowhere", evidence: { kind: "hand" } });
    expect(odd.effects).toMatchObject([{ type: "reject", code: "unknown_state" }]);
    expect(
      y.run({ type: "timer_due", id: "t", at: y.now, key: { kind: "order", key: "gone" }, timer: "look", due: 1 })
        .records,
    ).toMatchObject([{ code: "stale_timer" }]);
  });

  it("[E5] a flow over its budget parks the order with the reason and tells a person once", () => {
    const y = new Yard([programOf(flow)], { at: at("09:00"), prepare: { budget: { acts: 2, effects: 100 } } });
    const first = y.do({ type: "order_received", order: orderOf("A") });
    expect(first.decisions[0]).toMatchObject({ outcome: "parked", reason: "over_budget: acts" });
    expect(first.effects.map(({ type }) => type)).toEqual(["park", "alert"]);
    expect(y.order("A")?.order?.id).toBe("A");
    y.prepared = new Yard([programOf(flow)]).prepared;
    expect(y.do({ type: "hold_released", order: "A", by: "ann" }).records.map(({ code }) => code)).not.toContain(
      "failed",
    );
  });

  it("[F4] an order keeps its version; a canary takes a stable share", () => {
    const second = programOf(
      { ...flow, nodes: flow.nodes.map((node) => (node.kind === "route" ? { ...node, destination: "new" } : node)) },
      { version: 2 },
    );
    const y = yard();
    y.do({ type: "order_received", order: orderOf("A") });
    y.prepared = new Yard([programOf(flow), second]).prepared;
    y.do({ type: "order_updated", order: orderOf("A", { note: "x" }), changed: ["note"] });
    y.do({ type: "order_received", order: orderOf("B") });
    expect([y.order("A")?.destination, y.order("B")?.destination]).toEqual(["line", "new"]);
    const c = new Yard([programOf(flow), second], { prepare: { canary: { f: { version: 2, percent: 30 } } } });
    for (let n = 0; n < 400; n++) c.do({ type: "order_received", order: orderOf(`C${n}`) });
    const share = Array.from({ length: 400 }, (_, n) => c.order(`C${n}`)?.destination).filter(
      (one) => one === "new",
    ).length;
    expect(share).toBeGreaterThan(90);
    expect(share).toBeLessThan(150);
  });

  it.each(["customer", "brand"] as const)(
    "[F4] a canary by %s takes all orders of one alike, at 0 and 100 %% none and all",
    (by) => {
      const second = programOf(
        { ...flow, nodes: flow.nodes.map((node) => (node.kind === "route" ? { ...node, destination: "new" } : node)) },
        { version: 2 },
      );
      const field = by === "customer" ? "customer_id" : "brand";
      const taken = (percent: number) => {
        const c = new Yard([programOf(flow), second], { prepare: { canary: { f: { version: 2, percent, by } } } });
        return Array.from({ length: 120 }, (_, n) => {
          c.do({ type: "order_received", order: orderOf(`C${n}`, { [field]: `who-${n % 30}` }) });
          return c.order(`C${n}`)?.destination === "new";
        });
      };
      const half = taken(50);
      expect(half.slice(30)).toEqual([...half.slice(0, 90)]);
      expect(new Set(half)).toEqual(new Set([true, false]));
      expect([new Set(taken(0)), new Set(taken(100))]).toEqual([new Set([false]), new Set([true])]);
    },
  );

  it("[F1] [F2] first wins; several flows in workspace order; overridden ones name the winner", () => {
    const other = programOf(
      flowOf(
        "g",
        [
          { id: "in", kind: "order_received" },
          { id: "to", kind: "route", destination: "other" },
        ],
        ["in -> to"],
      ),
    );
    const y = new Yard([programOf(flow), other]);
    const routes = y.do({ type: "order_received", order: orderOf("A") }).effects.filter(({ type }) => type === "route");
    expect(routes).toMatchObject([
      { destination: "line" },
      { destination: "other", overridden: { flow: "f", node: "go" } },
    ]);
  });

  it("[F7] a decision table acts with the rows hit", () => {
    const table = (hit: "first" | "collect") =>
      flowOf("t", [
        { id: "in", kind: "order_received" },
        {
          id: "rows", kind: "decision_table", hit, columns: [{ id: "b", fact: "brand", operator: "is" }], outputs: [{ id: "r", effect: "route" }, { id: "t", effect: "tag" }],
          rows: [{ id: "one", cells: ["B1"], values: ["w1", "x"] }, { id: "two", cells: [null], values: ["w2", "y"] }],
        },
        { id: "rest", kind: "tag", tag: "rest" },
      ], ["in -> rows", "rows:otherwise -> rest"]); // biome-ignore format: a drawing
    const tags = (hit: "first" | "collect") => {
      const y = new Yard([programOf(table(hit))]);
      y.do({ type: "order_received", order: orderOf("A", { brand: "B1" }) });
      return [y.order("A")?.destination, Object.keys(y.order("A")?.tags ?? {})];
    };
    expect(tags("first")).toEqual(["w1", ["x"]]);
    expect(tags("collect")).toEqual(["w1", ["x", "y"]]);
  });

  it("[F6] a route on lines takes only those lines", () => {
    const doc = flowOf("l", [{ id: "in", kind: "order_received" }, { id: "a", kind: "route", destination: "A", lines: compare("qty", "ge", 5) }, { id: "b", kind: "route", destination: "B", lines: compare("qty", "ge", 1) }], ["in -> a", "a -> b"]); // biome-ignore format: a drawing
    const y = new Yard([programOf(doc)]);
    const lines = [{ line_no: 1, qty: 9 }, { line_no: 2, qty: 2 }]; // biome-ignore format: two lines
    expect(y.do({ type: "order_received", order: orderOf("A", { lines }) }).effects).toMatchObject([
      { destination: "A", lines: [1] },
      { destination: "B", lines: [2] },
    ]);
    // What fits later is sent then, what stands where it is sent is not sent again.
    const more = (first: number) => [{ line_no: 1, qty: first }, { line_no: 2, qty: 2 }, { line_no: 3, qty: 7 }]; // biome-ignore format: three lines
    const update = (first: number) =>
      y.do({ type: "order_updated", order: orderOf("A", { lines: more(first) }), changed: ["lines"] }).effects;
    expect(update(9)).toMatchObject([{ destination: "A", lines: [3] }]);
    expect(update(4)).toMatchObject([{ destination: "B", lines: [1] }]);
    expect(update(3)).toEqual([]);
    y.do({ type: "set_by_hand", order: "A", destination: "C", by: "ann" });
    expect(update(8)).toEqual([]);
    expect(y.order("A")).toMatchObject({ destination: "C", lineTo: { 1: "B", 2: "B", 3: "A" } });
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

describe("cancelled as a state", () => {
  it("[O3] ends what waits and starts what begins with it, as a cancelling does", () => {
    const doc = flowOf("c", [{ id: "in", kind: "order_received" }, { id: "join", kind: "merge", by: ["brand"], window: hours(2) }, { id: "w", kind: "watch", within: hours(1), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false }, { id: "late", kind: "tag", tag: "late" }, { id: "book", kind: "reserve_stock" }, { id: "void", kind: "order_cancelled" }, { id: "stop", kind: "webhook", endpoint: "stop", event: "stop" }], ["in -> join", "in -> w", "w:breached -> late", "in -> book", "void -> stop"]); // biome-ignore format: a drawing
    const y = new Yard([programOf(doc)], { at: at("09:00") });
    y.do({ type: "stock_changed", sku: "S", available: 1 });
    y.do({ type: "order_received", order: orderOf("A", { brand: "B", lines: [{ line_no: 1, qty: 1, sku: "S" }] }) });
    const said = y.do({ type: "state_asserted", order: "A", to: "Cancelled", evidence: { kind: "platform" } }).effects;
    expect(said.map(({ type }) => type)).toEqual(["state", "batch_left", "batch_void", "unreserve", "webhook"]);
    y.until(at("12:00"));
    expect([y.order("A")?.cancelled, y.order("A")?.tags, y.order("A")?.watches]).toEqual([true, undefined, undefined]);
    expect(codes(y.do({ type: "order_cancelled", order: "A" }))).toEqual(["duplicate"]);
  });
});

describe("a recall", () => {
  const first = programOf(flow);
  const other = (destination: string) =>
    flowOf(
      "f",
      [
        { id: "in", kind: "order_received" },
        { id: "go", kind: "route", destination },
      ],
      ["in -> go"],
    );
  const second = programOf(other("elsewhere"), { version: 2 });

  it("[F8] another version decides the order from now on; what a person set stays", () => {
    const y = new Yard([first, second], { at: at("09:00"), prepare: { live: { f: 1 } } });
    for (const id of ["A", "B"]) y.do({ type: "order_received", order: orderOf(id, { brand: "B1" }) });
    y.do({ type: "set_by_hand", order: "B", destination: "mine", by: "王" });
    for (const order of ["A", "B"]) y.do({ type: "recalled", order, flow: "f", version: 2, by: "王" });
    expect([y.order("A")?.destination, y.order("A")?.versions]).toEqual(["elsewhere", { f: 2 }]);
    expect(y.order("B")?.destination).toBe("mine");
  });

  it("[F8] the same node's other tag comes on; one that held only while matched comes off, other tags stay", () => {
    const marks = (version: number, tag: string, more: { whileMatched: true } | object) =>
      programOf(flowOf("t", [{ id: "in", kind: "order_received" }, { id: "a", kind: "tag", tag, ...more }, { id: "same", kind: "tag", tag: "same" }], ["in -> a", "in -> same"]), { version }); // biome-ignore format: a drawing
    const tagsAfter = (more: { whileMatched: true } | object) => {
      const y = new Yard([marks(1, "one", more), marks(2, "two", {})], { prepare: { live: { t: 1 } } });
      y.do({ type: "order_received", order: orderOf("A") });
      const said = y.do({ type: "recalled", order: "A", flow: "t", version: 2, by: "王" }).effects;
      return [said.map(({ type }) => type), Object.keys(y.order("A")?.tags ?? {}).sort()];
    };
    expect(tagsAfter({ whileMatched: true })).toEqual([
      ["untag", "tag"],
      ["same", "two"],
    ]);
    expect(tagsAfter({})).toEqual([["tag"], ["one", "same", "two"]]);
  });

  it("[F8] a version that is not there changes nothing", () => {
    const y = new Yard([first], { at: at("09:00") });
    y.do({ type: "order_received", order: orderOf("A", { brand: "B1" }) });
    expect(codes(y.do({ type: "recalled", order: "A", flow: "f", version: 9, by: "王" }))).toEqual(["gone"]);
    expect([y.order("A")?.destination, y.order("A")?.versions]).toEqual(["line", { f: 1 }]);
  });
});
