import { expect, test } from "vitest";
import { Refusal } from "../refusal/refusal.ts";
import { openHouse } from "../testing/harness.ts";
import { readBytes } from "./body.ts";

/** They are read line by line, or by pieces into a file, while they come: what one line or the file may have is bounded. */
const STREAMED = new Set(["post /orders/bulk", "post /events/bulk", "post /datasets/uploads"]);

test("every operation that takes a body refuses one that says it is too large, whatever is in it", async () => {
  const house = await openHouse();
  const { body: document } = await house.get("/api/openapi.json");
  type Operation = { requestBody?: { content: Record<string, unknown> } };
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, byMethod]) =>
      Object.entries(byMethod).flatMap(([method, { requestBody }]) =>
        requestBody === undefined ? [] : [{ method, path, types: Object.keys(requestBody.content) }],
      ),
  );
  expect(operations.length).toBeGreaterThan(60);
  const taken: string[] = [];
  for (const { method, path, types } of operations) {
    const short = path.replace("/api/v1", "");
    if (STREAMED.has(`${method} ${short}`)) continue;
    const answer = await house.app.request(
      `${path.replaceAll(/\{\w+\}/g, "none-such-0000000")}?source=x&format=csv&name=x`,
      {
        method: method.toUpperCase(),
        headers: { "content-type": types[0] ?? "application/json", "content-length": String(10 ** 12) },
        body: "{}",
      },
    );
    if (answer.status !== 413) taken.push(`${method} ${short} → ${answer.status}`);
  }
  expect(taken).toEqual([]);
}, 30_000);

test("a body that never ends is given up, and one that came is not", async () => {
  const never = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(new TextEncoder().encode("{")) });
  const request = new Request("http://x/", { method: "POST", body: never, duplex: "half" } as RequestInit);
  const refused = await readBytes(request, 1000, 5).catch((cause: unknown) => cause);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ code: "too_slow" });
  const whole = new Request("http://x/", { method: "POST", body: "{}" });
  expect(await readBytes(whole, 1000)).toHaveLength(2);
});
