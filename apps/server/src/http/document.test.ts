import { describe, expect, test } from "vitest";
import { createApi } from "../api.ts";
import { openHouse } from "../testing/harness.ts";

const unused = (): never => {
  throw new Error("routes are listed, not asked");
};
/** `:id` and `:id{.+}` → `{id}`. */
const documented = (path: string) => path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, "{$1}");

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: unknown;
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
}

describe("the API document", () => {
  test("has every route of the app with its method, a summary and what it answers; and none that there is not", async () => {
    const house = await openHouse();
    const { body } = await house.get("/api/openapi.json");
    const paths = body.paths as Record<string, Record<string, Operation>>;
    // Middlewares stand under every method and at patterns; routes under one, at their own address.
    const routes = new Set(
      createApi(unused, unused)
        .routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*"))
        .map(({ method, path }) => `${method} ${documented(path)}`),
    );
    const named = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.size).toBeGreaterThan(60);
    expect(named.toSorted()).toEqual([...routes].toSorted());
    for (const [path, operations] of Object.entries(paths))
      for (const [method, { summary, responses }] of Object.entries(operations)) {
        expect([method, path, summary !== undefined && summary !== ""]).toEqual([method, path, true]);
        expect([method, path, Object.keys(responses).some((status) => /^[23]/.test(status))]).toEqual([
          method,
          path,
          true,
        ]);
      }
  });

  test("every address that is only read answers with a status and a type that the document names", async () => {
    const house = await openHouse();
    const { body } = await house.get("/api/openapi.json");
    const endless = new Set(["/api/v1/events"]);
    let asked = 0;
    for (const [path, { get }] of Object.entries(body.paths as Record<string, { get?: Operation }>)) {
      if (get === undefined || endless.has(path)) continue;
      const needed = (get.parameters ?? []).filter((one) => one.in === "query" && one.required === true);
      const query = needed.map(({ name }) => `${name}=1`).join("&");
      const response = await house.app.request(
        `${path.replaceAll(/\{\w+\}/g, "nobody")}${query === "" ? "" : `?${query}`}`,
      );
      const known = get.responses[String(response.status)];
      const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
      await response.body?.cancel();
      expect([path, response.status, known === undefined ? "undocumented" : "documented"]).toEqual([
        path,
        response.status,
        "documented",
      ]);
      const types = Object.keys(known?.content ?? {});
      expect([path, type, types.length === 0 || types.includes(type)]).toEqual([path, type, true]);
      asked += 1;
    }
    console.log(`${asked} addresses read, each answered as documented`);
    expect(asked).toBeGreaterThan(25);
  });
});
