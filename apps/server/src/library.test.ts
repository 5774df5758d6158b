/**
 * The walkthrough of each template that is shipped, in an empty workspace: look, take in, use, replay its history, meet its
 * golden orders, publish, send an order.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EXAMPLES, type House, openHouse } from "./testing/harness.ts";

const businesses = readdirSync(EXAMPLES).filter((folder) => existsSync(join(EXAMPLES, folder, "template.json")));
const read = (business: string, file: string): string => readFileSync(join(EXAMPLES, business, file), "utf8");
interface Walkthrough {
  replay: { orders: number; destinations: Record<string, number>; not_routed: number };
  sample: { order: object; at: string; destination: string };
}

/** A workspace with nothing in it. */
async function emptyHouse(): Promise<House> {
  const house = await openHouse();
  const { body } = await house.get("/api/v1/workspace");
  const lists = { revision: body.revision, brands: [], destinations: [], people: [], custom_fields: [] };
  const emptied = await house.send("PATCH", "/api/v1/workspace", lists);
  if (emptied.status !== 200) throw new Error(emptied.text);
  return house;
}

async function replayed(house: House, flow: string, dataset: string) {
  const started = await house.send("POST", "/api/v1/replays", { flow, version: "draft", dataset });
  for (;;) {
    const { body } = await house.get(`/api/v1/replays/${started.body.id}`);
    if (body.status !== "running") return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("there are six businesses, and writing them again changes nothing", { timeout: 120_000 }, () => {
  expect(businesses).toEqual([
    "auto-parts", "fashion-shop", "garment-oem", "logistics-care", "mother-baby", "precision-manufacturing",
  ]); // biome-ignore format: a word list
  const program = join(EXAMPLES, "library/write.mjs");
  const out = execFileSync(process.execPath, ["--conditions=@switchyard/source", program, "--check"], {
    encoding: "utf8",
  });
  expect(out).not.toContain("DIFFERS");
});

describe.each(businesses)("%s", (business) => {
  test("imports into an empty workspace, replays its history, meets its golden orders, and decides", {
    timeout: 120_000,
  }, async () => {
    const { replay, sample } = JSON.parse(read(business, "walkthrough.json")) as Walkthrough;
    const house = await emptyHouse();
    const text = read(business, "template.json");
    const looked = await house.send("POST", "/api/v1/templates/check", { text });
    expect(looked.body).toMatchObject({ id: business, mapping: { destinations: {}, people: {} } });
    expect(looked.body.sentences.length).toBeGreaterThan(5);
    expect((await house.send("POST", "/api/v1/templates/import", { text })).body.code).toBe("invalid_template");
    expect((await house.send("POST", "/api/v1/templates/import", { text, create_missing: true })).status).toBe(201);
    expect((await house.get(`/api/v1/templates/${business}/file`)).text).toBe(text);

    const used = await house.send("POST", `/api/v1/templates/${business}/uses`, { brands: [], values: {} });
    expect(used.body).toMatchObject({ status: "draft", golden_left_out: [] });
    const flow = used.body.id;

    const history = { name: business, format: "ndjson", text: read(business, "orders.ndjson") };
    const dataset = await house.send("POST", "/api/v1/datasets", history);
    expect(dataset.body).toMatchObject({ total: replay.orders, bad: 0 });
    const done = await replayed(house, flow, dataset.body.id);
    expect(done).toMatchObject({ status: "done", orders: replay.orders });
    const counts = Object.fromEntries(
      done.destinations.map((one: { name: string; count: number }) => [one.name, one.count]),
    );
    expect(counts).toEqual(replay.destinations);

    const golden = await house.send("POST", `/api/v1/flows/${flow}/golden/run`, {});
    expect(golden.body.results.length).toBeGreaterThan(2);
    expect(golden.body.results.filter(({ passed }: { passed: boolean }) => !passed)).toEqual([]);
    const published = await house.send("POST", `/api/v1/flows/${flow}/publish`, { reason: "walkthrough" });
    expect(published.body).toMatchObject({ version: 1 });
    const tried = await house.send("POST", `/api/v1/flows/${flow}/try`, {
      order: { source: "walk", external_id: "1", ...sample.order },
      at: Date.parse(sample.at),
      version: "live",
    });
    expect(tried.body.decision.destination).toMatchObject({ name: sample.destination });
    const taken = await house.send("POST", "/api/v1/orders", { source: "walk", external_id: "1", ...sample.order });
    expect(taken.body).toMatchObject({ result: "accepted", decision: { flow_version: [{ flow, version: 1 }] } });
  });
});
