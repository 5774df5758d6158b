import { expect, test } from "vitest";
import { fuzzApi } from "../testing/fuzz/fuzz-api.ts";
import { openHouse } from "../testing/harness.ts";

/** A taste of what `.tools/heavy.mjs` does with 25,000. */
const REQUESTS = 700;

test("whatever is asked, no answer is a server error or other than the document says", async () => {
  const house = await openHouse();
  const { requests, operations, statuses, faults } = await fuzzApi(house.app, { seed: 7, requests: REQUESTS });
  console.log(`API fuzz: ${requests} requests to ${operations} operations`, Object.fromEntries(statuses));
  expect(faults).toEqual([]);
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 10);
  expect(Object.keys(Object.prototype)).toEqual([]);
}, 60_000);

test("the fuzz finds a server error and an undocumented answer where there are some", async () => {
  const house = await openHouse();
  const broken = {
    request: async (url: string, init?: RequestInit) => {
      if (url.startsWith("/api/v1/gates?") || url === "/api/v1/gates") return new Response("{}", { status: 500 });
      if (url.startsWith("/api/v1/flows") && init?.method === "POST") return Response.json({}, { status: 418 });
      return await house.app.request(url, init);
    },
  } as typeof house.app;
  const { faults } = await fuzzApi(broken, { seed: 7, requests: 400 });
  expect(faults.some((fault) => fault.startsWith("server error 500"))).toBe(true);
  expect(faults.some((fault) => fault.startsWith("undocumented status 418"))).toBe(true);
}, 60_000);
