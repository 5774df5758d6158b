import { expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { type House, openHouse, order } from "../testing/harness.ts";
import { join } from "../testing/people.ts";
import { OURS, openTwoBrands, THEIRS } from "../testing/two-brands.ts";

const NOW = Date.parse("2026-11-20T12:00:00+08:00");
const on = (day: number) => `2026-11-${day}T09:30:00+08:00`;
const [STYLES, SIZES] = [["FJ1", "FJ2"], ["S", "M", "L"]] as const; // biome-ignore format: two lists

type Row = Record<string, string>;
function rowsOf(text: string): Row[] {
  const [head = [], ...lines] = text
    .replace("\uFEFF", "")
    .split("\r\n")
    .filter(Boolean)
    .map((line) => JSON.parse(`[${line}]`) as string[]);
  return lines.map((line) => Object.fromEntries(line.map((cell, place) => [head[place] ?? "", cell])));
}
const say = async (house: House, id: string, event: object) =>
  expect((await house.send("POST", "/api/v1/events", { order: id, ...event })).status).toBe(200);

test("[R003-18] returns by reason stand beside sales of each day, style and size, as a count beside the product has them", async () => {
  const house = await openHouse({
    clock: systemClock(
      () => NOW,
      () => 0,
    ),
  });
  /** What the shop itself would note, piece by piece. */
  const ledger = new Map<string, number>();
  const note = (what: string, day: number, style: string, size: string, n: number) => {
    if (day < 14) return;
    const key = `${what} 2026-11-${day} ${style} ${size}`;
    ledger.set(key, (ledger.get(key) ?? 0) + n);
  };
  for (let n = 0; n < 30; n += 1) {
    const day = 11 + (n % 9);
    const style = STYLES[n % 2] ?? "";
    const lines = SIZES.slice(n % 2).map((size, place) => ({
      ...{ line_no: place + 1, sku: `${style}-${size}`, style_code: style, size, qty: 2 + ((n + place) % 3) },
    }));
    const body = order(`R-${n}`, { ordered_at: on(day), lines });
    const { id } = (await house.send("POST", "/api/v1/orders", body)).body.order;
    const first = lines[0] as (typeof lines)[number];
    const news = (of: number, data: object) =>
      say(house, id, { type: "after_sale", kind: "return", occurred_at: on(of), data });
    const back = day + 1;
    const what = n % 6;
    if (what !== 4) for (const line of lines) note("sold", day, style, line.size, line.qty);
    if (what === 1) {
      await news(back, { sku: first.sku.toLowerCase(), qty: 1, reason: "尺码偏小" });
      note("尺码偏小", back, style, first.size, 1);
    } else if (what === 2) {
      await news(day, { phase: "requested", lines: [{ line_no: 2, qty: 1 }], reason: "色差" });
      await news(back, { phase: "succeeded", lines: [{ line_no: 2, qty: 1 }] });
      note("色差", back, style, lines[1]?.size ?? "", 1);
    } else if (what === 3) {
      await news(day, { phase: "requested", sku: first.sku, reason: "不喜欢" });
      await news(back, { phase: "rejected", sku: first.sku });
    } else if (what === 4) await say(house, id, { type: "order_cancelled" });
    else if (what === 5) {
      // More than it has does not come back, whatever is said.
      await news(back, { line: 1, qty: 99 });
      note("未说明 not said", back, style, first.size, first.qty);
    }
  }
  const whole = order("R-whole", {
    ordered_at: on(15),
    style_code: "FJ9",
    lines: [{ line_no: 1, size: "XL", qty: 3 }],
  });
  const { id } = (await house.send("POST", "/api/v1/orders", whole)).body.order;
  note("sold", 15, "FJ9", "XL", 3);
  await say(house, id, { type: "after_sale", kind: "complaint", occurred_at: on(18) });
  await say(house, id, {
    type: "after_sale",
    kind: "return",
    occurred_at: on(18),
    data: { phase: "requested", reason: "拒收" },
  });
  for (const to of ["Assigned", "Picked", "Checked", "Packed", "HandedOver", "PickedUp", "Returned"]) {
    const kind = to === "HandedOver" ? "scan" : to === "PickedUp" ? "courier" : "hand";
    await say(house, id, { type: "state_asserted", to, occurred_at: on(19), evidence: { kind } });
  }
  note("拒收", 19, "FJ9", "XL", 3);

  const { status, text, headers } = await house.get("/api/v1/figures/returns/export?period=7d");
  expect([status, headers.get("content-disposition")]).toEqual([200, 'attachment; filename="returns-7d.csv"']);
  const rows = rowsOf(text);
  const counted = new Map<string, number>();
  for (const row of rows) {
    const { "日期 day": day, "款号 style": style, "尺码 size": size, "卖出件数 sold": sold, "退回件数 returned": all, ...by } = row; // biome-ignore format: the names of the columns
    const reasons = Object.entries(by).map(([reason, n]) => [reason, Number(n)] as const);
    expect(Number(all)).toBe(reasons.reduce((sum, [, n]) => sum + n, 0));
    for (const [what, n] of [["sold", Number(sold)] as const, ...reasons])
      if (n > 0) counted.set(`${what} ${day} ${style} ${size}`, n);
  }
  expect([...counted].sort()).toEqual([...ledger].sort());
  expect(Object.keys(rows[0] ?? {})).toContain("尺码偏小");
  expect(Object.keys(rows[0] ?? {})).not.toContain("不喜欢");
  const taken = await house.ctx.store.read.journal.list("demo", { type: "data_exported" }, { limit: 9 });
  expect(taken.items.map(({ data }) => JSON.parse(data))).toEqual([{ what: "returns", period: "7d" }]);
});

test("a guest of a brand gets the sales and returns of that brand, and of no other", async () => {
  const { house, owner } = await openTwoBrands();
  for (const [number, brand, style_code] of [
    ["11", OURS, "MINE"],
    ["12", THEIRS, "NOTMINE"],
  ] as const) {
    const { body } = await owner.ask(
      "POST",
      "/orders",
      order(number, { brand, style_code, lines: [{ line_no: 1, size: "M", qty: 1 }] }),
    );
    await owner.ask("POST", "/events", { order: body.order.id, type: "after_sale", kind: "return" });
  }
  const file = "/figures/returns/export";
  const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
  const styles = async (who: typeof owner) =>
    rowsOf((await who.ask("GET", file)).text).map((row) => [row["款号 style"], row["退回件数 returned"]]);
  expect(await styles(owner)).toEqual([["MINE", "1"], ["NOTMINE", "1"]]); // biome-ignore format: a table
  expect(await styles(guest)).toEqual([["MINE", "1"]]);
});
