import type { Figure, FlowDocument } from "@switchyard/flow";
import { expect, test } from "vitest";
import { systemClock } from "../runtime/clock.ts";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";
import { createDailyFigures } from "./daily.ts";

/** A clock that only the test moves. */
const STILL = () => 0;
const at = (text: string) => Date.parse(`${text}+08:00`);

const share: Figure = {
  ...{ id: "big", name: { zh: "大单", en: "Big" }, kind: "share", by: "received_at", sends: true },
  that: { type: "comparison", fact: "amount", operator: "ge", value: 30_000 },
};
/** Puts a task where more than 40 % are big. */
const watching: FlowDocument = {
  ...fjFlow("盯指标"),
  nodes: [
    { id: "in", kind: "measure", position: { x: 0, y: 0 }, measure: "big" },
    {
      ...{ id: "many", kind: "condition", position: { x: 300, y: 0 }, missing: "not_met" },
      when: { type: "comparison", fact: "event.value", operator: "gt", value: 40 },
    },
    {
      id: "tell",
      kind: "alert",
      position: { x: 600, y: 0 },
      to: ["supervisor"],
      channel: "inbox",
      level: 2,
      text: "大单多",
    },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "many" },
    { id: "e2", from: "many", port: "met", to: "tell" },
  ],
};
async function told(house: House): Promise<unknown[]> {
  const { items } = (await house.get("/api/v1/journal?limit=100")).body;
  return items
    .filter(({ type }: { type: string }) => type === "measure_observed")
    .map(({ data }: { data: Record<string, unknown> }) => [data.measure, data.value, data.data]);
}

test("the value of the day before reaches flows after midnight, once across restarts; what does not send says nothing", async () => {
  let now = at("2026-03-02T12:00:00");
  const clock = () => systemClock(() => now, STILL);
  const first = await openHouse({ clock: clock() });
  await publish(first, watching);
  await first.send("PUT", "/api/v1/figures/big", share);
  await first.send("PUT", "/api/v1/figures/still", { ...share, id: "still", sends: undefined });
  for (const [number, amount] of [
    ["1", 400],
    ["2", 100],
  ] as const)
    await first.send("POST", "/api/v1/orders", order(number, { amount, currency: "CNY" }));
  /** What a start does about it, to its end. */
  const daily = async (house: House) => {
    const figures = createDailyFigures(house.ctx);
    await figures.start();
    await figures.turn();
    await figures.stop();
  };
  await daily(first);
  now = at("2026-03-03T00:04:59");
  await daily(first);
  expect(await told(first)).toEqual([]);
  await first.stop();

  now = at("2026-03-03T00:05:00");
  const second = await openHouse({ folder: first.folder, clock: clock() });
  const yesterday = ["big", 50, { day: "2026-03-02", of: 2 }];
  await expect.poll(() => told(second)).toEqual([yesterday]);
  await expect.poll(async () => (await second.get("/api/v1/inbox")).text).toContain("大单多");
  await second.stop();

  now = at("2026-03-03T08:00:00");
  const third = await openHouse({ folder: first.folder, clock: clock() });
  await daily(third);
  expect(await told(third)).toEqual([yesterday]);
  // A day without orders has no value: nothing is told of it.
  now = at("2026-03-04T01:00:00");
  await daily(third);
  expect(await told(third)).toEqual([yesterday]);
});
