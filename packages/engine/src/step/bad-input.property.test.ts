import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StepResult } from "../effect/result.ts";
import { type EngineEvent, eventSchema } from "../event/event.ts";
import { wrongEvent } from "../event/event-frame.ts";
import { MemoryState } from "../memory/memory.ts";
import { prepare } from "../prepare/prepare.ts";
import { keyText } from "../state/key.ts";
import { keysFor } from "../state/keys-for.ts";
import { programOf } from "../testing/flow.ts";
import { FLOWS } from "../testing/scenarios/flows.ts";
import { orderOf } from "../testing/yard.ts";
import { step } from "./step.ts";

const START = Date.UTC(2026, 0, 20, 1);
/** All the seeds' rules at once: whatever an event says, some flow reads it. */
const PROGRAMS = [...FLOWS].map(([id, make]) => programOf(make({}), { flow: id }));
const prepared = prepare(PROGRAMS);

const line = { line_no: 1, qty: 1, sku: "S1", batch_no: "B7" };
const content = orderOf("A1", { brand: "B1", channel: "douyin", customer_id: "C1", lines: [line] });
const evidence = { kind: "scan" };
const watch = { key: { kind: "order", key: "A1" }, timer: "watch/R000-11/wait", due: START + 7_200_000 };
const EVENTS: Record<string, unknown>[] = [
  { type: "order_received", order: content }, { type: "order_updated", order: { ...content, note: "x" }, changed: ["note"] },
  { type: "order_cancelled", order: "A1" }, { type: "state_asserted", order: "A1", to: "HandedOver", evidence, data: { workshop: "W1" } },
  { type: "courier_node", order: "A1", action: "in_transit" }, { type: "courier_node", order: "A1", provider: "kdniao", code: 421, text: "x" },
  { type: "platform_status", order: "A1", platform: "douyin", statuses: { order_status: 2 } },
  { type: "after_sale", kind: "refund", order: "A1", data: { phase: "succeeded" } }, { type: "after_sale", kind: "complaint", subject: "B7", data: { batch_no: "B7" } },
  { type: "measure_observed", measure: "WaveProgress", subject: "W1", value: 0.9, data: { wave: "W1" } }, { type: "measure_observed", measure: "OrderSubmitted", order: "A1", data: {} },
  { type: "stock_changed", sku: "S1", available: 4, data: { value: 4 } }, { type: "credit_changed", customer: "C1", remaining: 3 },
  { type: "set_by_hand", order: "A1", destination: "x", fields: { due_at: 3 }, tags: { red: true }, unlock: ["destination"], by: "ann" },
  { type: "approval_decided", order: "A1", approval: "R000-08/bom", decision: "approved", by: "ann" }, { type: "held_by_hand", order: "A1", by: "ann" }, { type: "hold_released", order: "A1", by: "ann" },
  { type: "recalled", order: "A1", flow: "R000-07", version: 9, by: "ann" }, { type: "batch_closed_by_hand", batch: "R000-09/join/B1", by: "ann" },
  { type: "paused_by_hand", target: "channel", name: "douyin", by: "ann" }, { type: "resumed", target: "channel", name: "douyin", by: "ann" },
  { type: "lot_linked", lot: "M1", into: "B7", on: true, step: "cut", qty: 3, by: "ann" }, { type: "lot_linked", lot: "B8", order: "A1", on: true, by: "ann" }, { type: "lot_linked", lot: "B8", order: "A1", on: false, by: "ann" }, { type: "lot_told", lot: "B7", from: "M1", on: true, reason: "" },
  { type: "freeze_switched", scope: "batch", name: "B7", on: true, by: "ann" }, { type: "timer_due", ...watch }, { type: "timer_due", ...watch, timer: "approval/gone" },
  { type: "timer_due", key: { kind: "batch", key: "R000-09/join/B1" }, timer: "close", due: START }, { type: "timer_due", key: { kind: "channel", key: "breaker/x" }, timer: "hold", due: START },
  { type: "scheduled", flow: "R003-08", node: "clock", due: START, order: "A1" }, { type: "program_published", flow: "R000-07", version: 2 },
  { type: "apply", order: "A1", flow: "R000-07", version: 1, nodes: ["red", "gone"], rows: {}, data: {} }, { type: "unpool", order: "A1", target: "channel", name: "douyin" },
  { type: "freeze_told", order: "A1", scope: "batch", name: "B7", on: true, reason: "" },
  { type: "gate_told", target: "wave", name: "W1", on: true }, { type: "gate_told", order: "A1", target: "wave", name: "W1", on: false },
  { type: "tally", flow: "R001-09", version: 1, node: "slow", group: ["W1"], value: 0.1, names: {}, subject: null, order: null }, { type: "never_heard_of", order: "A1" }, { type: { toString: 1 } },
]; // biome-ignore format: a table

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, -1, 0.5, "", "no", "__proto__", "A2", true, [], {}, [null], [[]], { a: { b: 1 } }),
  fc.jsonValue({ maxDepth: 2 }),
); // biome-ignore format: a word list
/** An order whose frame is there and whose fields hold anything: intake never gives one, but an old store might. */
const strange = fc
  .record({
    field: fc.constantFrom("brand", "due_at", "amount", "paid_at", "status", "channel", "tags", "custom", "received_at", "style_code", "lines"),
    value: junk, part: fc.constantFrom("qty", "sku", "batch_no", "size", "unit_price"),
  })
  .map(({ field, value, part }) =>
    field === "lines"
      ? { ...content, lines: [{ ...line, [part]: value }] }
      : { ...content, [field]: field === "tags" ? [value] : field === "custom" ? { live: value } : value },
  ); // biome-ignore format: a record
const event = fc
  .record({
    of: fc.constantFrom(...EVENTS),
    spoil: fc.option(fc.record({ at: fc.nat(5), value: junk }), { freq: 2 }),
    brought: fc.option(fc.dictionary(fc.constantFrom("value", "wave", "sku", "batch_no", "impact", "reason", "credit", "by", "complaint"), junk)),
    strange: fc.option(strange, { freq: 2 }),
  })
  .map(({ of, spoil, brought, strange: odd }) => {
    const told: Record<string, unknown> = { ...of };
    if (odd !== null && typeof told.order === "object") told.order = odd;
    if (brought !== null && "data" in told) told.data = brought;
    const names = Object.keys(told).filter((name) => name !== "type");
    const name = names[spoil === null ? 0 : spoil.at % Math.max(1, names.length)];
    if (spoil !== null && name !== undefined) told[name] = spoil.value;
    return told;
  }); // biome-ignore format: one part a line

/** What the shell does with one event: every key is asked for beforehand. */
function shell(state: MemoryState, told: EngineEvent, programs = prepared): StepResult {
  const allowed = new Set(keysFor(programs, told, state).map(keyText));
  const result = step(programs, told, {
    get: (key) => {
      if (!allowed.has(keyText(key))) throw new Error(`${told.type} read ${keyText(key)}`);
      return state.get(key);
    },
  });
  state.write(result.writes);
  state.setTimers(result.timers);
  return result;
}

const leaves = ({ effects, records, decisions }: StepResult): number =>
  effects.length + records.length + decisions.length;

describe("bad input", () => {
  it("[E5] [E6] whatever stands in an event is recorded: nothing throws, nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), (script) => {
        const state = new MemoryState();
        for (const [at, said] of script.entries()) {
          const told = { ...said, id: `e${at}`, at: START + at * 60_000 } as unknown as EngineEvent;
          const result = shell(state, told);
          expect(leaves(result) + result.writes.length + result.sends.length, JSON.stringify(told)).toBeGreaterThan(0);
          const isRefused = result.effects.some((effect) => effect.type === "quarantine");
          expect(isRefused, JSON.stringify(told)).toBe(wrongEvent(told) !== null);
          JSON.stringify(result);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("[E5] every event of the schema has its frame, and only those", () => {
    const types = new Set(eventSchema.options.map(({ shape }) => shape.type.value as string));
    for (const said of EVENTS) {
      const told = { ...said, id: "x", at: START };
      const isOurs =
        typeof said.type === "string" && types.delete(said.type) !== undefined && said.type !== "never_heard_of";
      expect(wrongEvent(told) === null, JSON.stringify(told)).toBe(isOurs);
      expect(eventSchema.safeParse(told).success, JSON.stringify(told)).toBe(isOurs);
    }
    expect([...types]).toEqual([]);
  });

  it("[E5] an event over the budget parks its order with the reason, and the order's content is kept", () => {
    const tight = prepare(PROGRAMS, undefined, { budget: { acts: 0, effects: 1 } });
    const state = new MemoryState();
    const told = { type: "order_received", id: "e1", at: START, order: content } as EngineEvent;
    const { effects, decisions } = shell(state, told, tight);
    expect(effects).toContainEqual(expect.objectContaining({ type: "park", order: "A1", code: "over_budget" }));
    expect(decisions).toMatchObject([{ order: "A1", outcome: "parked" }]);
    expect(decisions[0]?.flows.length, "the versions that it counts against").toBeGreaterThan(0);
    expect(state.get({ kind: "order", key: "A1" })).toMatchObject({ order: content, parked: [{ why: "budget" }] });
  });
});
