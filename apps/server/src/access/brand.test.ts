/** What a guest of one brand sees, and what stays hidden. */
import { describe, expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { join } from "../testing/people.ts";
import { OURS, openTwoBrands, THEIRS } from "../testing/two-brands.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";

describe("a brand guest", () => {
  test("sees the orders of one brand, whatever is asked for", async () => {
    const { house, owner, mine, other } = await openTwoBrands();
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
    const numbers = async (query: string) =>
      (await guest.ask("GET", `/orders${query}`)).body.items.map((one: { external_id: string }) => one.external_id);
    expect(await numbers("")).toEqual(["1"]);
    expect(await numbers(`?brand=${encodeURIComponent(THEIRS)}`)).toEqual(["1"]);
    expect(await numbers("?q=2")).toEqual([]);
    expect((await guest.ask("GET", `/orders/${mine}`)).status).toBe(200);
    for (const path of [`/orders/${other}`, `/orders/${other}/explanation`]) {
      expect([path, (await guest.ask("GET", path)).body.code]).toEqual([path, "order_not_found"]);
    }
    const { brands, people } = (await guest.ask("GET", "/workspace")).body;
    expect(brands).toEqual([{ id: "ours", name: OURS }]);
    expect(people).toEqual([]);
    for (const path of ["/flows", "/intake/records", "/outbox", "/batches", "/members", "/journal"]) {
      expect([path, (await guest.ask("GET", path)).status]).toEqual([path, 403]);
    }
  });

  test("learns what was done with an order, and of nobody who did it: the house did", async () => {
    const { house, owner, mine } = await openTwoBrands();
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
    const done = { type: "move_due", due_date: "2026-12-01", by: "p1" };
    expect((await owner.ask("POST", `/orders/${mine}/actions`, done)).status).toBe(200);
    const locks = async (who: typeof owner) => (await who.ask("GET", `/orders/${mine}/standing`)).body.locks;
    expect(await locks(owner)).toContainEqual({ name: "field:due_date", by: "p1" });
    expect(await locks(guest)).toContainEqual({ name: "field:due_date", by: "工作区" });
    const { text, body } = await guest.ask("GET", `/orders/${mine}`);
    const entry = body.timeline.find(({ type }: { type: string }) => type === "set_by_hand");
    expect(entry).toMatchObject({
      actor: "工作区",
      actor_name: "工作区",
      data: expect.not.objectContaining({ by: "p1" }),
    });
    const [{ id }] = (await owner.ask("GET", "/members")).body.items;
    expect(text.includes(id)).toBe(false);
  });

  test("sees an order by whatever word it names the brand, and the brand renamed", async () => {
    const { house, owner } = await openTwoBrands();
    const rename = (name: string) =>
      changeWorkspace(house.ctx, (whole) => ({
        ...whole,
        brands: [
          { id: "ours", name, synonyms: ["QH", OURS] },
          { id: "theirs", name: THEIRS },
        ],
      }));
    await rename(OURS);
    for (const [id, brand] of [["3", "ours"], ["4", "QH"], ["5", "theirs"], ["6", "别家"]] as const) // biome-ignore format: a table
      await owner.ask("POST", "/orders", order(id, { brand }));
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "QH" });
    const pages = async () => {
      const found: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const { body } = await guest.ask("GET", `/orders?limit=2${cursor && `&cursor=${cursor}`}`);
        found.push(...body.items.map((one: { external_id: string }) => one.external_id));
        cursor = body.nextCursor;
      }
      return found;
    };
    expect(await pages()).toEqual(["4", "3", "1"]);
    await rename("青禾");
    expect(await pages()).toEqual(["4", "3", "1"]);
    const [newest] = (await guest.ask("GET", "/orders")).body.items;
    expect((await guest.ask("GET", `/orders/${newest.id}`)).status).toBe(200);
    expect((await guest.ask("GET", "/workspace")).body.brands).toMatchObject([{ id: "ours", name: "青禾" }]);
    const whoever = (await owner.ask("GET", `/orders?brand=${encodeURIComponent("青禾")}`)).body.items;
    expect(whoever).toHaveLength(3);
  });

  test("hears of no other brand by what the workspace has for it", async () => {
    const { house, owner } = await openTwoBrands();
    const place = (id: string, brands?: string[]) => ({
      ...{ id, name: `去向 ${id}`, kind: "line" as const },
      ...(brands === undefined ? {} : { brands }),
    });
    const field = (name: string, brands?: string[]) => ({
      ...{ name, type: "text" as const, label: { zh: name, en: name } },
      ...(brands === undefined ? {} : { brands }),
    });
    await changeWorkspace(house.ctx, (whole) => ({
      ...whole,
      brands: [
        { id: "ours", name: OURS, approvers: [["p1"]] },
        { id: "theirs", name: THEIRS, approvers: [["p1"]] },
      ],
      destinations: [
        place("all"),
        place("own", ["ours"]),
        place("both", ["ours", "theirs"]),
        place("other", ["theirs"]),
      ],
      settings: { ...whole.settings, customFields: [field("grade"), field("secret", ["theirs"])] },
    }));
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
    const { body, text } = await guest.ask("GET", "/workspace");
    expect(body.destinations).toEqual([place("all"), place("own"), place("both")]);
    expect(body.settings.customFields).toEqual([field("grade")]);
    expect(body.brands).toEqual([{ id: "ours", name: OURS }]);
    for (const hidden of ["theirs", THEIRS, "p1", "secret"]) expect(text).not.toContain(hidden);
    expect((await owner.ask("GET", "/workspace")).body.destinations).toHaveLength(4);
  });
});
