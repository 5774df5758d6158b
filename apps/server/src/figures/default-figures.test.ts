/** Figures that a workspace has from the start, through the real server, beside numbers counted by hand. */
import type { FlowNode } from "@switchyard/flow";
import { expect, test } from "vitest";
import { type House, openHouse, order } from "../testing/harness.ts";
import { always, type HandClock, handClock } from "../testing/vendors.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 10:00 in Shanghai. */
const START = Date.UTC(2026, 10, 20, 2);

const take = async (house: House, number: string, more: Record<string, unknown> = {}): Promise<string> => {
  const { status, body, text } = await house.send("POST", "/api/v1/orders", order(number, more));
  expect(status, text).toBe(201);
  return body.order.id;
};
/** Answers the reply: what no step of the machine leads to is refused or waits. */
const state = (house: House, id: string, to: string, kind = "hand") =>
  house.send("POST", "/api/v1/events", { type: "state_asserted", order: id, to, evidence: { kind } });
const STEPS: [to: string, evidence: string][] = [
  ...["Assigned", "Picked", "Checked", "Packed"].map((to): [string, string] => [to, "hand"]),
  ...([["HandedOver", "scan"], ["PickedUp", "courier"], ["Signed", "courier"]] as [string, string][]),
]; // biome-ignore format: steps of the chain
const deliver = async (house: House, id: string) => {
  for (const [to, evidence] of STEPS) expect((await state(house, id, to, evidence)).status).toBe(200);
};
const told = async (house: House, id: string) => {
  const { items } = (await house.get("/api/v1/figures?period=7d")).body;
  const { value, of, yes, unit } = items.find((figure: { id: string }) => figure.id === id);
  return { value, of, yes, unit };
};
const ago = (clock: HandClock, ms: number) => new Date(clock.now() - ms).toISOString();

test("whole_duration: 14 and 10 hours from order to delivery are 12 on average; what is under way has no time yet", async () => {
  const clock = handClock(START);
  const house = await openHouse({ clock });
  const early = await take(house, "1", { ordered_at: ago(clock, 10 * HOUR) });
  const late = await take(house, "2", { ordered_at: ago(clock, 2 * HOUR) });
  const open = await take(house, "3", { ordered_at: ago(clock, 5 * HOUR) });
  await state(house, open, "Assigned");
  clock.pass(4 * HOUR);
  await deliver(house, early);
  clock.pass(4 * HOUR);
  await deliver(house, late);
  expect(await told(house, "whole_duration")).toEqual({ value: 12, of: 2, yes: 2, unit: "hour" });
});

test("deadlines_broken: of four promises that ended one was broken is 25 %; one that runs is none yet", async () => {
  const clock = handClock(START);
  const first = await openHouse({ clock });
  const promise: FlowNode = {
    ...{ id: "two", kind: "watch", position: { x: 0, y: 0 }, since: "reached", strict: false },
    ...{ within: { amount: 2, unit: "hour", clock: "natural" }, goal: { states: ["Assigned"], events: [] } },
  };
  await always(first, promise);
  const ids = [];
  for (const number of ["1", "2", "3", "4"]) ids.push(await take(first, number));
  clock.pass(HOUR);
  for (const id of ids.slice(1)) await state(first, id, "Assigned");
  clock.pass(HOUR + 1);
  await first.stop();
  // What is due at a start is done then.
  const house = await openHouse({ clock, folder: first.folder });
  await take(house, "5");
  await expect.poll(() => told(house, "deadlines_broken")).toEqual({ value: 25, of: 4, yes: 1, unit: "percent" });
});

test("state_conflicts: one of five states that were told did not fit, 20 %", async () => {
  const clock = handClock(START);
  const house = await openHouse({ clock });
  const [one, two] = [await take(house, "1"), await take(house, "2")];
  for (const to of ["Assigned", "Picked", "Checked"]) await state(house, one, to);
  await state(house, two, "Assigned");
  expect(await told(house, "state_conflicts")).toEqual({ value: 0, of: 4, yes: 0, unit: "percent" });
  // Signed by word of mouth: neither the evidence nor the steps are there.
  await state(house, two, "Signed");
  expect(await told(house, "state_conflicts")).toEqual({ value: 20, of: 5, yes: 1, unit: "percent" });
});

test("brand_gap: by when orders were placed, not by when they came; 2 and 1 days of a brand and 6 of another are 3", async () => {
  const clock = handClock(START);
  const house = await openHouse({ clock });
  // The newest comes first.
  for (const [number, brand, days] of [
    ["1", "甲", 0],
    ["2", "甲", 3],
    ["3", "甲", 1],
    ["4", "乙", 6],
    ["5", "乙", 0],
    ["6", "丙", 2],
  ] as const)
    await take(house, number, { brand, ordered_at: ago(clock, days * DAY) });
  expect(await told(house, "brand_gap")).toEqual({ value: 3, of: 3, yes: 3, unit: "day" });
});
