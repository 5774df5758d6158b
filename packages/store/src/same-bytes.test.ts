/** The same events through the core on state in memory and on state in SQLite give the same bytes, the file reopened between steps. */
import {
  type EngineEvent,
  keysFor,
  MemoryState,
  type PreparedPrograms,
  prepare,
  type StateKey,
  type StateValue,
  type StepResult,
  settle,
  settleTimers,
  step,
} from "@switchyard/engine";
import { compileFlow, type FlowDocument, type FlowEdge, type FlowNode } from "@switchyard/flow";
import { expect, it } from "vitest";
import type { GroupTx, Store } from "./port/store.ts";
import { groupWrite, order, stateInput, temporaryFile, temporaryStore, W } from "./testing/fixtures.ts";

const START = 1_768_800_000_000;
const MINUTE = 60_000;
const position = { x: 0, y: 0 };
const edge = (from: string, port: string, to: string): FlowEdge => ({ id: `${from}-${to}`, from, port, to });
const hours = (amount: number) => ({ amount, unit: "hour", clock: "natural" }) as const;
const nodes: FlowNode[] = [
  { id: "in", kind: "order_received", position },
  {
    id: "often",
    kind: "condition",
    position,
    missing: "not_met",
    when: { type: "comparison", fact: "count.brand_day", operator: "ge", value: 3 },
  },
  { id: "busy", kind: "tag", position, tag: "busy" },
  { id: "batch", kind: "merge", position, by: ["brand"], window: hours(6), maxOrders: 4 },
  { id: "ship", kind: "route", position, destination: "line" },
  {
    id: "assign",
    kind: "watch",
    position,
    within: hours(2),
    since: "received",
    goal: { states: ["Assigned"], events: [] },
    strict: false,
  },
  { id: "tell", kind: "alert", position, to: ["boss"], channel: "inbox", level: 1, text: "late" },
];
const edges = [
  edge("in", "next", "often"),
  edge("often", "met", "busy"),
  edge("in", "next", "batch"),
  edge("batch", "closed", "ship"),
  edge("in", "next", "assign"),
  edge("assign", "breached", "tell"),
];
const window = { id: "brand_day", of: "count", event: "order_received", by: ["brand"], window: hours(24) } as const;

function programs(): PreparedPrograms {
  const document: FlowDocument = {
    ...{ formatVersion: 1, name: "f", brands: [], patterns: [] },
    windows: [{ ...window, by: [...window.by] }],
    nodes,
    edges,
  };
  const compiled = compileFlow(document, { flow: "f", version: 1 });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
  return prepare([compiled.program]);
}

/** A stretch of a day: orders of three brands, some assigned, some cancelled, some told twice; the seed says which. */
function history(seed: number, count: number): EngineEvent[] {
  let state = seed;
  const roll = (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const events: EngineEvent[] = [];
  for (let n = 0; n < count; n += 1) {
    const at = START + n * 7 * MINUTE + roll(5) * MINUTE;
    const id = `e${n}`;
    const known = `o${roll(n + 1)}`;
    const kind = roll(6);
    if (kind < 3) {
      const brand = `b${roll(3)}`;
      events.push({ type: "order_received", id, at, order: order(`o${n}`, { brand, received_at: at, lines: [{ line_no: 1, qty: 1 + roll(9) }] }) }); // biome-ignore format: one event
    } else if (kind === 3) {
      events.push({ type: "state_asserted", id, at, order: known, to: "Assigned", evidence: { kind: "hand" } });
    } else if (kind === 4) events.push({ type: "order_cancelled", id, at, order: known });
    else if (events.length > 0) events.push({ ...(events[roll(events.length)] as EngineEvent), at });
  }
  return events.toSorted((a, b) => a.at - b.at);
}

type Told = Pick<StepResult, "effects" | "decisions" | "records">;
const told = ({ effects, decisions, records }: Told) => JSON.stringify({ effects, decisions, records });

/** What is loaded of one transaction; a key that the core did not name is an error. */
async function stepOn(tx: GroupTx, prepared: PreparedPrograms, event: EngineEvent): Promise<StepResult> {
  const loaded = new Map<string, StateValue | undefined>();
  const name = (key: StateKey) => `${key.kind} ${key.key}`;
  const view = {
    get(key: StateKey) {
      if (!loaded.has(name(key))) throw new Error(`${name(key)} was not named`);
      return loaded.get(name(key));
    },
  };
  const known = { get: (key: StateKey) => loaded.get(name(key)) };
  for (let round = 0; round < 6; round += 1) {
    const unknown = keysFor(prepared, event, known).filter((key) => !loaded.has(name(key)));
    if (unknown.length === 0) break;
    for (const key of unknown) loaded.set(name(key), undefined);
    for (const row of await tx.load(W, unknown)) if (row.kind === "state") loaded.set(name(row.key), row.value);
  }
  const result = step(prepared, event, view);
  await tx.write(W, groupWrite({ state: result.writes.map(stateInput), timers: result.timers }));
  return result;
}

async function settleOn(store: Store, prepared: PreparedPrograms, event: EngineEvent): Promise<Told> {
  const all: Told = { effects: [], decisions: [], records: [] };
  const now = [event];
  const later: EngineEvent[] = [];
  const tx = await store.begin();
  for (let next = now.shift() ?? later.shift(); next !== undefined; next = now.shift() ?? later.shift()) {
    const result = await stepOn(tx, prepared, next);
    for (const { how, event: message } of result.sends) (how === "send" ? now : later).push(message);
    all.effects.push(...result.effects);
    all.decisions.push(...result.decisions);
    all.records.push(...result.records);
  }
  await tx.commit();
  return all;
}

async function settleTimersOn(store: Store, prepared: PreparedPrograms, at: number): Promise<Told[]> {
  const results: Told[] = [];
  for (;;) {
    const tx = await store.begin();
    const [first] = await tx.dueTimers(W, at, 1);
    if (first !== undefined) await tx.write(W, groupWrite({ timers: [{ key: first.key, timer: first.timer, due: null }] })); // biome-ignore format: one line
    await tx.commit();
    if (first === undefined) return results;
    const { key, timer, due } = first;
    const id = `timer:${key.kind}:${key.key}:${timer}:${due}`;
    results.push(await settleOn(store, prepared, { type: "timer_due", id, at: due, key, timer, due }));
  }
}

it.each([1, 2, 3])("state in SQLite and state in memory give the same bytes (seed %i)", async (seed) => {
  const prepared = programs();
  const memory = new MemoryState();
  const file = temporaryFile();
  let store = await temporaryStore(file);
  const seen = new Set<string>();
  for (const [index, event] of history(seed, 150).entries()) {
    if (index % 25 === 24) {
      await store.close();
      store = await temporaryStore(file);
    }
    const timers = settleTimers(prepared, memory, event.at - 1);
    expect((await settleTimersOn(store, prepared, event.at - 1)).map(told)).toEqual(timers.map(told));
    const result = settle(prepared, event, memory);
    expect(told(await settleOn(store, prepared, event))).toBe(told(result));
    for (const one of [...timers, result]) for (const effect of one.effects) seen.add(effect.type);
  }
  expect([...seen]).toEqual(expect.arrayContaining(["route", "tag", "alert"]));
  const tx = await store.begin();
  const entries = memory.entries();
  const rows = await tx.load(W, entries.map(([key]) => key)); // biome-ignore format: one call
  await tx.rollback();
  const stored = rows.flatMap((row) => (row.kind === "state" ? [[row.key, row.value]] : []));
  const bare = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).toSorted();
  expect(bare(stored)).toEqual(bare(entries));
});
