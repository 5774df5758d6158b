import { expect, test } from "vitest";
import { fjFlow, type House, openHouse, order } from "../testing/harness.ts";

const FLOWS = "/api/v1/flows";
const DAY = 86_400_000;
const START = Date.parse("2026-03-01T10:00:00+08:00");

async function replayed(house: House, flow: string, days: number): Promise<string> {
  const orders = Array.from({ length: days + 1 }, (_, n) =>
    order(`${days}-${n}`, { ordered_at: new Date(START + n * DAY).toISOString(), style_code: n % 2 ? "FJ1" : "FJ2" }),
  );
  const text = orders.map((one) => JSON.stringify(one)).join("\n");
  const dataset = (await house.send("POST", "/api/v1/datasets", { name: "历史", format: "ndjson", text })).body.id;
  const { id } = (await house.send("POST", "/api/v1/replays", { flow, version: "draft", dataset })).body;
  while ((await house.get(`/api/v1/replays/${id}`)).body.status === "running")
    await new Promise((resolve) => setTimeout(resolve, 20));
  return id;
}
const change = (house: House, flow: string, revision: number, value: string) => {
  const [, node] = fjFlow().nodes;
  const changed = { ...node, when: { type: "comparison", fact: "style_code", operator: "is", value } };
  const operations = [{ type: "update_node", id: "fj", node: changed }];
  return house.send("PATCH", `${FLOWS}/${flow}/draft`, { revision, operations });
};

test("publishing asks for thirty days of history through this very draft, or for a reason; both stand in the journal", async () => {
  const house = await openHouse();
  const flow = (await house.send("POST", FLOWS, { name: "快反", document: fjFlow() })).body.id;
  const publish = (body: object) => house.send("POST", `${FLOWS}/${flow}/publish`, body);
  const check = async () => (await house.get(`${FLOWS}/${flow}/publish-check`)).body;

  expect(await check()).toMatchObject({ first: true, replay: null, needs_reason: true, sentences: [] });
  expect((await publish({})).body.code).toBe("replay_needed");
  expect((await publish({ reason: "  " })).body.code).toBe("replay_needed");
  await replayed(house, flow, 29);
  expect((await check()).needs_reason).toBe(true);
  const beforeAll = await replayed(house, flow, 30);
  expect(await check()).toMatchObject({
    ...{ needs_reason: false, replay: { id: beforeAll } },
    impact: [{ zh: "回放 30 天 31 张订单" }],
  });
  expect((await house.get(`/api/v1/replays/${beforeAll}`)).body).toMatchObject({ against: null, before: null });
  expect((await publish({})).status).toBe(200);

  await change(house, flow, 1, "FJ1");
  const seen = await replayed(house, flow, 30);
  const told = await check();
  expect(told).toMatchObject({
    first: false,
    needs_reason: false,
    replay: { id: seen, days: 30, total_differences: 16 },
  });
  expect(told.sentences[0].zh).toContain("FJ1");
  expect(told.impact.map(({ zh }: { zh: string }) => zh)).toEqual([
    "回放 30 天 31 张订单：16 张的结果不同",
    "改派 16 张",
  ]);
  const published = await publish({});
  expect(published.body).toMatchObject({ version: 2, sentences: told.sentences, impact: told.impact });
  const entry = await house.ctx.store.read.journal.latest(house.ctx.workspace.id, flow, "flow_published");
  expect(JSON.parse(entry?.data ?? "{}")).toMatchObject({
    replay: seen,
    impact: told.impact,
    sentences: told.sentences,
  });

  // Beside version 1 it told of that; version 2 is the draft itself, and after a way back to 1 it tells the same again.
  expect(await check()).toMatchObject({ replay: null, needs_reason: true, impact: [] });
  expect((await house.send("POST", `${FLOWS}/${flow}/versions/1/live`, { reason: "回退" })).status).toBe(200);
  expect(await check()).toMatchObject({ replay: { id: seen }, impact: told.impact });

  await change(house, flow, 2, "FJ2");
  expect(await check()).toMatchObject({ replay: null, needs_reason: true });
});
