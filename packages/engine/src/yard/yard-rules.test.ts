import { describe, expect, it } from "vitest";
import { whenWouldMatch } from "../clock/when-match.ts";
import { at } from "../testing/day.ts";
import { all, compare, flowOf, hours, minutes, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };

describe("counters", () => {
  const doc = flowOf("n", [received, { id: "see", kind: "condition", when: all(compare("count.day", "ge", 1), compare("sum.qty", "ge", 0), compare("distinct.cities", "ge", 0)), missing: "not_met" }], ["in -> see"], {
    windows: [{ id: "day", of: "count", event: "order_received", by: ["brand"], window: hours(24) }, { id: "qty", of: "sum", event: "order_received", by: ["brand"], window: hours(24), field: "total_qty" }, { id: "cities", of: "distinct", event: "order_received", by: ["brand"], window: hours(24), field: "city" }],
  }); // biome-ignore format: a drawing
  const saw = (yard: Yard, id: string, when: number, happened: number, city = "X") =>
    yard.do({
      type: "order_received",
      at: when,
      occurredAt: happened,
      order: orderOf(id, { brand: "B", city, lines: [{ line_no: 1, qty: 2 }] }),
    }).decisions[0]?.trace[1]?.saw;

  it("[C1] [C2] [C3] exact at both edges, late ones in their place, older ones not, each distinct value once", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    expect(saw(yard, "A", at("09:00"), at("09:00"))).toEqual({ "count.day": 1, "sum.qty": 2, "distinct.cities": 1 });
    expect(saw(yard, "B", at("09:30"), at("08:59:59"), "Y")).toEqual({
      "count.day": 2,
      "sum.qty": 4,
      "distinct.cities": 2,
    });
    expect(saw(yard, "C", at("09:00", 1), at("09:00", 1))).toEqual({
      "count.day": 2,
      "sum.qty": 4,
      "distinct.cities": 1,
    });
    expect(saw(yard, "D", at("09:00:01", 1), at("08:00"))).toEqual({
      "count.day": 1,
      "sum.qty": 2,
      "distinct.cities": 1,
    });
    const none = yard.do({ type: "order_received", order: orderOf("E") }).decisions[0]?.trace[1]?.saw;
    expect(none).toEqual({ "count.day": null, "sum.qty": null, "distinct.cities": null });
  });
});

describe("reconsideration", () => {
  const doc = flowOf("r", [received, { id: "soon", kind: "condition", when: compare("due_in_days", "le", 3), missing: "not_met" }, { id: "go", kind: "route", destination: "rapid" }, { id: "red", kind: "tag", tag: "red", whileMatched: true }], ["in -> soon", "soon:met -> go", "go -> red"]); // biome-ignore format: a drawing

  it("[R1] [R2] at the very midnight, and told beforehand", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    const order = orderOf("A", { due_date: "2026-01-26" });
    yard.do({ type: "order_received", order });
    expect(whenWouldMatch(yard.prepared, order, { flow: "r", node: "go" }, yard.now)).toBe(at("00:00", 3));
    expect(whenWouldMatch(yard.prepared, order, { flow: "r", node: "soon", port: "met" }, yard.now)).toBe(
      at("00:00", 3),
    );
    expect(whenWouldMatch(yard.prepared, orderOf("B"), { flow: "r", node: "go" }, yard.now)).toBe(null);
    expect(yard.state.timers()).toMatchObject([{ timer: "look", due: at("00:00", 3) }]);
    expect(yard.until(at("00:00", 3))[0]?.effects).toMatchObject([{ type: "route" }, { type: "tag", tag: "red" }]);
  });

  it("[F12] a due instant that a flow sets stands over the source's date, for conditions and for the next look", () => {
    const urgent = flowOf("u", [received, { id: "set", kind: "set_field", field: "due_at", value: at("12:00", 5) }, { id: "soon", kind: "condition", when: compare("due_in_days", "le", 3), missing: "not_met" }, { id: "go", kind: "route", destination: "rapid" }], ["in -> set", "in -> soon", "soon:met -> go"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(urgent)], { at: at("09:00") });
    yard.do({ type: "order_received", order: orderOf("A", { due_date: "2026-03-01" }) });
    expect(yard.state.timers()).toMatchObject([{ timer: "look", due: at("12:00", 2) }]);
    expect(yard.until(at("12:00", 2))[0]?.effects).toMatchObject([{ type: "route", destination: "rapid" }]);
  });

  it("[F3] an update that no longer matches takes the tag off", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    yard.do({ type: "order_received", order: orderOf("A", { due_date: "2026-01-21" }) });
    const { effects } = yard.do({
      type: "order_updated",
      order: orderOf("A", { due_date: "2026-02-21" }),
      changed: ["due_date"],
    });
    expect(effects).toMatchObject([{ type: "untag", tag: "red" }]);
  });
});

describe("breakers and gates", () => {
  const doc = flowOf("b", [{ id: "fuse", kind: "breaker", measure: { of: "value", event: "rate", by: ["event.wave"] }, operator: "lt", threshold: 0.95, hold: minutes(10), recover: { operator: "ge", threshold: 0.95, hold: minutes(5) }, pauses: "wave" }, received, { id: "go", kind: "route", destination: "W1" }], ["in -> go"]); // biome-ignore format: a drawing
  const rate = (yard: Yard, when: number, value: number) =>
    yard.do({ type: "measure_observed", at: when, measure: "rate", subject: "W1", value, data: { wave: "W1" } });

  it("[B1] an observation without its value says nothing: the hold time goes on", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    rate(yard, at("09:00"), 0.9);
    const said = yard.do({
      type: "measure_observed",
      at: at("09:05"),
      measure: "rate",
      subject: "W1",
      data: { wave: "W1" },
    });
    expect(said.effects).toEqual([]);
    expect(yard.until(at("09:30")).flatMap((one) => one.effects.map(({ type }) => [one.at, type]))).toEqual([
      [at("09:10"), "breaker_opened"],
      [at("09:10"), "pause"],
    ]);
  });

  it("[B1] [B2] [B3] [B4] opens after the hold time, pools what comes, closes on recovery and lets it out", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    rate(yard, at("09:00"), 0.9);
    rate(yard, at("09:09:59"), 0.95);
    rate(yard, at("09:12"), 0.94);
    expect(yard.until(at("09:30")).flatMap((one) => one.effects.map(({ type }) => [one.at, type]))).toEqual([
      [at("09:22"), "breaker_opened"],
      [at("09:22"), "pause"],
    ]);
    for (const id of ["A", "B"])
      expect(yard.do({ type: "order_received", order: orderOf(id) }).effects).toMatchObject([
        { type: "pool", order: id },
      ]);
    rate(yard, at("10:00"), 0.99);
    const out = yard
      .until(at("10:05"))
      .flatMap((one) => one.effects.map((effect) => [effect.type, effect.order ?? effect.orders]));
    expect(out).toEqual([
      ["breaker_closed", undefined],
      ["resume", undefined],
      ["replay", ["A", "B"]],
      ["route", "A"],
      ["route", "B"],
    ]);
  });

  it("[B2] [B3] a channel that a person paused stores its news and replays it in order", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    yard.do({ type: "paused_by_hand", target: "channel", name: "taobao", by: "ann" });
    const order = orderOf("A", { channel: "taobao" });
    expect(yard.do({ type: "order_received", order }).decisions[0]).toMatchObject({
      outcome: "parked",
      reason: "paused:taobao",
    });
    yard.do({ type: "order_updated", order: { ...order, note: "x" }, changed: ["note"] });
    const { effects, records } = yard.do({ type: "resumed", target: "channel", name: "taobao", by: "ann" });
    expect(effects).toMatchObject([
      { type: "resume", by: "ann" },
      { type: "replay", orders: ["A"], count: 2 },
      { type: "route", order: "A" },
    ]);
    expect(records.map(({ code }) => code)).toEqual(["unpooled", "accepted", "unpooled", "updated"]);
  });
});

describe("states", () => {
  const yardAt = (status: string) => {
    const yard = new Yard([], { at: at("09:00") });
    yard.do({ type: "order_received", order: orderOf("A", { status }) });
    return yard;
  };
  const say = (yard: Yard, to: string, kind: "hand" | "scan" | "courier") =>
    yard.do({ type: "state_asserted", order: "A", to, evidence: { kind } });

  it("[S1] [S2] [S3] refuses with the reason, lets outside news wait, and keeps what is frozen", () => {
    expect(say(yardAt("Assigned"), "已打包", "scan").effects).toMatchObject([
      { type: "reject", code: "missing_step", missing: "Picked" },
      { type: "alert", to: ["owner:Picked"] },
    ]);
    expect(say(yardAt("Packed"), "HandedOver", "hand").effects).toMatchObject([
      { type: "reject", code: "evidence", missing: "scan" },
    ]);
    const early = yardAt("Packed");
    expect(say(early, "PickedUp", "courier").effects).toMatchObject([
      { type: "park", missing: "HandedOver" },
      { type: "alert" },
    ]);
    expect(say(early, "HandedOver", "scan").effects).toMatchObject([{ to: "HandedOver" }, { to: "PickedUp" }]);
    const frozen = new Yard([], { at: at("09:00") });
    frozen.do({ type: "freeze_switched", scope: "batch", name: "B7", on: true, by: "qc" });
    frozen.do({
      type: "order_received",
      order: orderOf("A", { status: "Packed", lines: [{ line_no: 1, qty: 1, batch_no: "B7" }] }),
    });
    expect(say(frozen, "HandedOver", "scan").effects).toMatchObject([{ type: "reject", code: "frozen" }]);
    expect(
      frozen.do({ type: "freeze_switched", scope: "batch", name: "B7", on: false, by: "qc" }).effects,
    ).toMatchObject([{ type: "unfreeze", orders: ["A"] }]);
    expect(say(frozen, "HandedOver", "scan").effects).toMatchObject([{ to: "HandedOver" }]);
  });

  it("[S4] [S5] maps platform codes, alerts unknown ones once, and lets older courier nodes be", () => {
    const yard = yardAt("PendingReview");
    yard.do({ type: "order_received", order: orderOf("B") });
    const odd = (order: string) =>
      yard
        .do({ type: "platform_status", order, platform: "pinduoduo", statuses: { order_status: 77 } })
        .effects.map(({ type }) => type);
    expect([odd("A"), odd("B")]).toEqual([["alert", "platform_state"], ["platform_state"]]);
    const signed = yardAt("PickedUp");
    expect(signed.do({ type: "courier_node", at: at("12:00"), order: "A", action: "signed" }).effects).toMatchObject([
      { to: "Signed" },
    ]);
    expect(
      signed.do({
        type: "courier_node",
        at: at("12:05"),
        occurredAt: at("09:00"),
        order: "A",
        action: "out_for_delivery",
      }).effects,
    ).toEqual([]);
  });
});

describe("stock and freezes", () => {
  it("[K1] never more than there is; all lines or none", () => {
    const yard = new Yard([programOf(flowOf("s", [received, { id: "book", kind: "reserve_stock" }], ["in -> book"]))], {
      at: at("09:00"),
    });
    yard.do({ type: "stock_changed", sku: "S", available: 3 });
    const take = (id: string, qty: number) =>
      yard.do({ type: "order_received", order: orderOf(id, { lines: [{ line_no: 1, qty, sku: "S" }] }) }).effects;
    expect(take("A", 2)).toMatchObject([{ type: "reserve", qty: 2 }]);
    expect(take("B", 2)).toMatchObject([{ type: "hold", reason: "shortage", available: 1 }]);
    const freed = yard.do({ type: "order_cancelled", order: "A" }).effects;
    expect(freed.map(({ type, order }) => [type, order])).toEqual([
      ...[["state", "A"], ["unreserve", "A"]],
      ...[["release", "B"], ["reserve", "B"]],
    ]); // biome-ignore format: two orders
    expect(take("C", 1)).toMatchObject([{ type: "reserve" }]);
  });

  it("[K11] of a customer's credit the newest word by its own instant stands", () => {
    const doc = flowOf("c", [received, { id: "short", kind: "condition", when: compare("credit.remaining", "lt", 100), missing: "not_met" }, { id: "wait", kind: "hold", reason: "credit" }], ["in -> short", "short:met -> wait"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    const say = (remaining: number, occurredAt: number) =>
      yard.do({ type: "credit_changed", customer: "C1", remaining, occurredAt }).records.map(({ code }) => code);
    expect([say(500, at("08:00")), say(0, at("07:00")), say(500, at("08:00"))]).toEqual([
      ["noted"],
      ["late"],
      ["noted"],
    ]);
    yard.do({ type: "order_received", order: orderOf("A", { customer_id: "C1" }) });
    expect(yard.order("A")?.holds).toBeUndefined();
    say(0, at("08:30"));
    yard.do({ type: "order_received", order: orderOf("B", { customer_id: "C1" }) });
    expect(yard.order("B")?.holds).toEqual({ "c/wait": "credit" });
  });

  it("[K2] a brand is frozen once and freed when the last who asked lets go", () => {
    const doc = flowOf("z", [{ id: "late", kind: "after_sale", events: ["complaint"] }, { id: "stop", kind: "freeze", scope: "brand", reason: "x" }, { id: "fine", kind: "after_sale", events: ["exchange"] }, { id: "free", kind: "unfreeze", scope: "brand" }], ["late -> stop", "fine -> free"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    for (const id of ["A", "B"]) yard.do({ type: "order_received", order: orderOf(id, { brand: "B1" }) });
    const sale = (order: string, kind: "complaint" | "exchange") =>
      yard.do({ type: "after_sale", kind, order }).effects.map(({ type }) => type);
    expect([sale("A", "complaint"), sale("B", "complaint"), sale("A", "exchange"), sale("B", "exchange")]).toEqual([
      ["freeze"],
      [],
      [],
      ["unfreeze"],
    ]);
  });
});

describe("stock of one article", () => {
  it("[K4] is a fact of every order, less what is reserved, and missing while nobody has said", () => {
    const gift = flowOf(
      "g",
      [
        received,
        { id: "left", kind: "condition", when: compare("stock.GIFT", "ge", 1), missing: "port" },
        { id: "give", kind: "add_line", sku: "GIFT", qty: 1 },
        { id: "other", kind: "add_line", sku: "ALT", qty: 1 },
      ],
      ["in -> left", "left:met -> give", "left:not_met -> other"],
    );
    const yard = new Yard([programOf(gift)], { at: at("09:00") });
    const added = (id: string) => {
      yard.do({ type: "order_received", order: orderOf(id, { lines: [{ line_no: 1, sku: "DIAPER", qty: 1 }] }) });
      return yard.order(id)?.lines?.map(({ sku }) => sku) ?? [];
    };
    expect(added("A")).toEqual([]);
    yard.do({ type: "stock_changed", sku: "GIFT", available: 2 });
    expect(added("B")).toEqual(["GIFT"]);
    yard.do({ type: "stock_changed", sku: "GIFT", available: 0 });
    expect(added("C")).toEqual(["ALT"]);
  });
});
