import { describe, expect, it } from "vitest";
import { eventSchema } from "../event/event.ts";
import { MemoryState } from "../memory/memory.ts";
import { settle } from "../memory/settle.ts";
import { prepare } from "../prepare/prepare.ts";
import { step } from "../step/step.ts";
import { programs } from "../testing/simulation/world.ts";
import { GuardError, guard, orderOf } from "../testing/yard.ts";
import { compareKeys } from "./key.ts";
import { keysFor } from "./keys-for.ts";

const prepared = prepare(programs());
const received = { type: "order_received", id: "r", at: 1_768_868_000_000, order: orderOf("A", { brand: "B1", channel: "c", due_date: "2026-02-01", lines: [{ line_no: 1, qty: 1, sku: "S", batch_no: "L" }] }) } as const; // biome-ignore format: one event

describe("keys", () => {
  it("[E2] stand in lock order, each once", () => {
    const keys = keysFor(prepared, received);
    expect(keys).toEqual([...keys].sort(compareKeys));
    expect(new Set(keys.map(({ kind, key }) => `${kind}:${key}`)).size).toBe(keys.length);
    expect(new Set(keys.map(({ kind }) => kind))).toEqual(new Set(["order", "batch", "counter", "channel"]));
  });

  it("[E2] an event without its order's content names the order first and the rest when that is known", () => {
    const state = new MemoryState();
    const event = { type: "order_cancelled", id: "c", at: received.at + 1, order: "A" } as const;
    expect(keysFor(prepared, event, state)).toEqual([{ kind: "order", key: "A" }]);
    settle(prepared, received, state);
    const keys = keysFor(prepared, event, state).map(({ kind, key }) => `${kind}:${key}`);
    expect(keys).toContain("batch:merge/join/B1");
    expect(keys).toContain("channel:stock/S");
  });

  it("[E2] a guarding view refuses what was not named", () => {
    const view = guard(prepared, received, new MemoryState());
    expect(() => view.get({ kind: "order", key: "other" })).toThrow(GuardError);
    expect(() => step(prepared, received, view)).not.toThrow();
  });

  it("[E6] events are one union with one schema", () => {
    expect(eventSchema.safeParse(received).success).toBe(true);
    expect(eventSchema.safeParse({ ...received, order: { id: 3 } }).success).toBe(false);
    expect(eventSchema.safeParse({ ...received, at: "now" }).success).toBe(false);
    expect(eventSchema.safeParse({ type: "nothing", id: "x", at: 1 }).success).toBe(false);
  });
});
