/** Orders of the past as tests bring them in, and replays as tests wait for them. */
import { expect } from "vitest";
import type { House } from "./harness.ts";

export const DATASETS = "/api/v1/datasets";
export const REPLAYS = "/api/v1/replays";
export const day = (n: number, hour = 10): string =>
  `2026-03-${String(n).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00+08:00`;

/** Every row is a good one. */
export async function importText(
  house: House,
  format: string,
  text: string,
  mapping?: Record<string, string>,
): Promise<string> {
  const imported = await house.send("POST", DATASETS, { name: "历史", format, text, mapping });
  expect([imported.status, imported.body.bad]).toEqual([201, 0]);
  return imported.body.id;
}
export const importOrders = (house: House, orders: Record<string, unknown>[]): Promise<string> =>
  importText(house, "ndjson", orders.map((one) => JSON.stringify(one)).join("\n"));

export async function finished(house: House, id: string) {
  for (;;) {
    const { body } = await house.get(`${REPLAYS}/${id}`);
    if (body.status === "failed") throw new Error(body.error);
    if (body.status !== "running") return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
export async function replay(house: House, body: Record<string, unknown>, path = REPLAYS) {
  const started = await house.send("POST", path, body);
  expect([started.status, started.text]).toEqual([202, expect.stringContaining("id")]);
  return finished(house, started.body.id);
}
