/** Whoever is there for one brand or one source, asking all that is open to them, with whatever else they know of the others. */
import { join as inFolder } from "node:path";
import { expect, test } from "vitest";
import { rowsOf } from "../testing/full-workspace.ts";
import { operationsWith } from "../testing/fuzz/operations.ts";
import { order } from "../testing/harness.ts";
import { type Browser, join, openBrowser } from "../testing/people.ts";
import { OURS, openTwoBrands, THEIRS } from "../testing/two-brands.ts";
import { isForLimited, KEY_PERMISSIONS } from "./permissions.ts";

const WORD = "金丝雀4K8";
const ROUNDS = 30;

/** An order of the other brand: what stands on it is told to nobody who is limited. */
const theirs = {
  ...{
    source: "theirs",
    brand: THEIRS,
    note: WORD,
    style_code: WORD,
    customer_id: WORD,
    warehouse: WORD,
    carrier: WORD,
  },
  ...{ po_no: "PO-9", channel: WORD, due_at: "2026-11-01", amount: "120.00", currency: "CNY" },
  lines: [{ line_no: 1, sku: WORD, qty: 3, batch_no: WORD }],
};

test("a guest of a brand, and keys of a brand or a source, hear of no other's orders and change none, whatever they ask", async () => {
  const { house, owner, mine } = await openTwoBrands();
  const { id: other } = (await owner.ask("POST", "/orders", order("9", theirs))).body.order;
  await owner.ask("POST", "/events", { type: "after_sale", order: other, event: "complaint", text: WORD, by: WORD });
  await owner.ask("POST", `/orders/${other}/actions`, { type: "hold", reason: WORD, by: WORD });
  const keyFor = async (limit: object): Promise<Browser["ask"]> => {
    const made = await owner.ask("POST", "/keys", { name: "钥匙", permissions: KEY_PERMISSIONS, ...limit });
    expect([made.status, made.text]).toEqual([201, made.text]);
    const headers = { authorization: `Bearer ${made.body.secret}` };
    const { ask } = openBrowser(house);
    return (method, path, body) => ask(method, path, body, headers);
  };
  const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
  const visitors: [string, Browser["ask"]][] = [
    ["guest", guest.ask],
    ["key of a brand", await keyFor({ brand: OURS })],
    ["key of a source", await keyFor({ source: "erp" })],
  ];
  const file = inFolder(house.folder, "switchyard.db");
  const rows = () =>
    rowsOf(file, "main")
      .get("orders")
      ?.filter((row) => row.includes(other));
  const before = rows();
  expect(before).toHaveLength(1);
  expect(before?.[0]).toContain(WORD);

  // What somebody may have heard of the others, and by what figures are parted.
  const figures: { id: string }[] = (await owner.ask("GET", "/figures")).body.items;
  const ids = [
    other,
    mine,
    "9",
    "PO-9",
    "theirs",
    THEIRS,
    "erp",
    "1",
    "brand",
    "channel",
    "carrier",
    ...figures.map(({ id }) => id),
  ];
  const { operations, requestOf } = await operationsWith(house.app, { ids, seed: 20261123 });
  const open = operations.filter(({ method, path }) => isForLimited(method, path.replaceAll(/\{(\w+)\}/g, ":$1")));
  expect(open.length).toBeGreaterThan(15);
  const wrong: string[] = [];
  const answered = new Set<string>();
  for (const operation of open) {
    const places = operation.path.includes("{") ? ids : Array.from({ length: ROUNDS }, () => "");
    for (const id of places) {
      for (const [name, ask] of visitors) {
        const { address, body } = requestOf(operation, operation.path.replace(/\{\w+\}/, encodeURIComponent(id)));
        const { status, text } = await ask(operation.method, address, body);
        if (status < 300) answered.add(operation.name);
        if (text.includes(WORD)) wrong.push(`${name}: ${operation.method} ${address} → ${text.slice(0, 300)}`);
        if (status >= 500) wrong.push(`${name}: ${operation.method} ${address} → ${status}`);
      }
    }
  }
  await house.stop();
  expect(wrong).toEqual([]);
  expect(rows()).toEqual(before);
  // Everything that reads was really read.
  expect(open.map(({ name }) => name).filter((name) => name.startsWith("GET ") && !answered.has(name))).toEqual([]);
}, 120_000);
