/** The journal as its readers see it: filtered, page by page, as a file. */
import { describe, expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { openTwoBrands } from "../testing/two-brands.ts";

describe("the journal", () => {
  test("names who did what, is filtered, and leaves the house as a file without formulas", async () => {
    const { owner } = await openTwoBrands();
    await owner.ask("POST", "/keys", { name: "=HYPERLINK(1)", permissions: ["orders.read"] });
    const { items } = (await owner.ask("GET", "/journal?type=key_created")).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ type: "key_created", actor_name: "陈老板", subject: "workspace" });
    const found = async (query: string) => (await owner.ask("GET", `/journal?${query}`)).body.items;
    const { items: pool } = (await owner.ask("GET", "/orders?limit=1")).body;
    const about = await found(`about=${pool[0].external_id}`);
    expect(new Set(about.map(({ subject }: { subject: string }) => subject))).toContain(pool[0].id);
    expect(about[0].about).toMatchObject({ kind: "order" });
    expect(
      (await found(`who=${encodeURIComponent("陈老")}`)).every(
        (one: { actor_name: string }) => one.actor_name === "陈老板",
      ),
    ).toBe(true);
    expect(await found("who=nobody")).toEqual([]);
    expect(await found("about=nothing-of-that-name")).toEqual([]);
    const pages = async () => (await owner.ask("GET", "/journal?about=many")).body;
    expect((await pages()).only_newest).toBeNull();
    await Promise.all(Array.from({ length: 101 }, (_, n) => owner.ask("POST", "/orders", order(`many-${n}`))));
    expect((await pages()).only_newest).toBe(100);
    const first = (await owner.ask("GET", "/journal?limit=2")).body;
    const next = (await owner.ask("GET", `/journal?limit=2&cursor=${first.nextCursor}`)).body;
    expect(first.items.at(-1).position - next.items[0].position).toBe(1);
    const cut = (await owner.ask("GET", "/journal/export?about=many")).text.split("\r\n");
    expect(cut[1]).toContain("only the newest 100 were looked at");
    const file = await owner.ask("GET", "/journal/export");
    expect(file.text).not.toContain("were looked at");
    expect(file.headers.get("content-disposition")).toContain("journal.csv");
    expect(file.text.split("\r\n", 1)).toEqual([`"position","at","type","actor","actor_name","subject","data"`]);
    expect(file.text).not.toMatch(/,"=/);
    expect(file.text.split("\r\n").length).toBeGreaterThan(items.length + 2);
  });
});
