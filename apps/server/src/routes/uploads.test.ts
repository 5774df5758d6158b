/** Tables that nobody waits for, ended by whoever began them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openHouse, sendBytes } from "../testing/harness.ts";

test("a table is ended between two pieces: what was taken in stays, the rest is counted as left, and the journal says who ended it", async () => {
  const house = await openHouse();
  const rows = Array.from({ length: 20_000 }, (_, n) => `C-${n},FJ1,1`);
  const begin = async (path: string) => {
    const answer = await house.app.request(`/api/v1/intake/uploads${path}?source=excel&format=csv&wait=false`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: `订单号,款号,数量\n${rows.join("\n")}\n`,
    });
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    return { id, follow: async () => (await house.get(`/api/v1/intake/uploads/${id}`)).body };
  };
  const end = (id: string) => house.send("DELETE", `/api/v1/intake/uploads/${id}`, {});
  const taking = await begin("");
  await expect.poll(async () => (await taking.follow()).done, { timeout: 60_000 }).toBeGreaterThan(0);
  expect((await end(taking.id)).status).toBe(200);
  await expect.poll(async () => (await taking.follow()).status, { timeout: 60_000 }).toBe("done");
  const { answer } = await taking.follow();
  expect(answer.left).toBeGreaterThan(0);
  expect([answer.accepted + answer.left, answer.duplicate]).toEqual([20_000, 0]);
  expect(await house.ctx.store.read.orders.count(house.ctx.workspace.id)).toBe(answer.accepted);
  const { items } = (await house.get("/api/v1/journal?type=upload_cancelled")).body;
  expect(items).toMatchObject([
    { data: { id: taking.id, source: "excel", hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  ]);
  // What is over stays as it is.
  expect([(await end(taking.id)).status, (await taking.follow()).answer]).toEqual([200, answer]);

  const looking = await begin("/preview");
  await end(looking.id);
  await expect.poll(async () => (await looking.follow()).status, { timeout: 60_000 }).toBe("cancelled");
  expect(await looking.follow()).toMatchObject({ preview: null, answer: null });
  expect((await end("sht_none")).body.code).toBe("upload_not_found");
  expect(readdirSync(join(house.folder, "uploads"))).toEqual([]);
}, 120_000);

test("a table is brought once and read as often as its mapping changes; taken in or given up, it is gone", async () => {
  const house = await openHouse();
  const left = () => readdirSync(join(house.folder, "uploads"));
  const bring = async (text: string) => {
    const answer = await sendBytes(house, "/api/v1/intake/files?format=csv&name=x.csv", text, {
      "content-type": "text/csv",
    });
    expect(answer).toMatchObject({ status: 201, body: { name: "x.csv", format: "csv" } });
    return answer.body.id as string;
  };
  const on = (path: string, file: string, more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ source: "excel", format: "csv", file, ...more });
    return house.send("POST", `/api/v1/intake/uploads${path}?${query}`, {});
  };
  const file = await bring("单号A,款号\nA-1,FJ1\n");
  expect((await on("/preview", file)).body).toMatchObject({ total: 1, good: 0 });
  const mapping = JSON.stringify({ 单号A: { field: "external_id", as: "text" } });
  expect((await on("/preview", file, { mapping })).body).toMatchObject({ total: 1, good: 1 });
  expect((await on("", file, { mapping })).body).toMatchObject({ total: 1, accepted: 1 });
  expect([left(), (await on("/preview", file)).body.code]).toEqual([[], "upload_not_found"]);

  const other = await bring("订单号\nA-1\n");
  expect((await on("/compare", other, { name: "x.csv" })).status).toBe(202);
  await expect.poll(left).toEqual([]);
  const unwanted = await bring("订单号\nA-1\n");
  expect((await house.send("DELETE", `/api/v1/intake/files/${unwanted}`, {})).status).toBe(200);
  expect([left(), (await house.send("DELETE", `/api/v1/intake/files/${unwanted}`, {})).body.code]).toEqual([
    [],
    "upload_not_found",
  ]);

  // What could not be taken in may be tried again.
  const broken = await bring('订单号\n"A');
  for (const _ of [1, 2]) expect((await on("", broken)).body.code).toBe("invalid_file");
  expect(left()).toHaveLength(1);
});
