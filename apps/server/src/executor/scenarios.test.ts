import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineEvent, PreparedPrograms, StateKey } from "@switchyard/engine";
import { openSqliteStore, type Store } from "@switchyard/store";
import { expect, test } from "vitest";
import { OWN } from "../../../../packages/engine/src/testing/scenarios/own.ts";
import { applies, playScenario } from "../../../../packages/engine/src/testing/scenarios/run-scenario.ts";
import { instant, type Scenario } from "../../../../packages/engine/src/testing/scenarios/scenario.ts";
import { temporaryFolder } from "../testing/harness.ts";
import { GroupState } from "./group-state.ts";
import { runEvent } from "./run-event.ts";
import { runGroup, type Task } from "./run-group.ts";

/** Beside the checkout, never part of it. */
const path = fileURLToPath(new URL("../../../../../shared/domain/scenarios.json", import.meta.url));
const seeds = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { scenarios: Scenario[] }).scenarios : [];
const all = [...OWN, ...seeds].filter((one) => applies(one, new Map()) === null);

/** The server's own shell around the core, on a file: each event, message and timer in a transaction of its own. */
class Shell {
  readonly #workspace: string;
  #store: Store;
  #prepared: PreparedPrograms;
  #now = 0;
  readonly sent: string[] = [];

  constructor(store: Store, workspace: string, prepared: PreparedPrograms) {
    this.#store = store;
    this.#workspace = workspace;
    this.#prepared = prepared;
  }

  reopened(store: Store) {
    this.#store = store;
  }

  /** What is due before an instant, then the event. */
  async take(event: EngineEvent, prepared: PreparedPrograms) {
    await this.until(event.type === "scheduled" ? event.at : event.at - 1);
    this.#prepared = prepared;
    this.#now = Math.max(this.#now, event.at);
    await this.#group({ type: "work", run: async (run) => void (await runEvent(run, event, "scenario")) });
  }

  async until(at: number) {
    for (;;) {
      const due = await this.#store.read.work.nextTimer(this.#workspace);
      if (due === null || due > at) return;
      this.#now = Math.max(this.#now, due);
      await this.#group({ type: "timers", round: { most: 500, passOver: new Set(), taken: [] } });
    }
  }

  async #group(task: Task) {
    const tx = await this.#store.begin("orders");
    const view = { id: this.#workspace, settings: this.#prepared.settings, destination: () => null };
    const clock = { now: () => this.#now, atLeast: () => undefined, wall: () => this.#now };
    const live = { prepared: this.#prepared, names: new Map<string, string>() };
    const input = { tx, workspace: view as never, live, isNewlyLive: false, clock, newId: () => "none" };
    const { state, conflict } = await runGroup(input, [task]);
    expect(conflict).toBe(false);
    await tx.commit();
    for (const { order, payload, at } of state.outbox) this.sent.push(said(at, order, JSON.parse(payload)));
    const messages = await this.#store.read.work.messages(this.#workspace);
    for (const message of messages) await this.#group({ type: "messages", messages: [message] });
  }

  async value(key: StateKey) {
    const tx = await this.#store.begin("orders");
    const group = new GroupState();
    await group.load(tx, this.#workspace, [key]);
    await tx.rollback();
    return group.get(key);
  }
}

const said = (at: number, order: string, effect: unknown) => JSON.stringify([at, order, effect], sorted);
const sorted = (_: string, value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
const SENT = new Set(["alert", "notify", "task", "webhook"]);
/** Ids of messages and timers are the shell's own; a batch's id holds one. */
const plain = (text: string) => text.replace(/"(?:batch|id)":"[^"]*"/g, "");

test("every scenario comes out of the executor and the store as it comes out of the core alone, across a restart", async () => {
  const file = join(temporaryFolder(), "scenarios.db");
  let store = await openSqliteStore({ file, now: 1 });
  const runs = all.flatMap((scenario, n) => {
    const { yard } = playScenario(scenario);
    const events = yard.ran.filter(({ event }) => event.type !== "timer_due");
    const [first] = yard.ran;
    // What intake refuses never comes to the core.
    return first === undefined ? [] : [{ scenario, yard, events, shell: new Shell(store, `w${n}`, first.prepared) }];
  });
  for (const { events, shell } of runs)
    for (const { event, prepared } of events.slice(0, Math.ceil(events.length / 2))) await shell.take(event, prepared);
  await store.close();
  store = await openSqliteStore({ file, now: 1 });
  console.log(`scenarios by the executor: ${runs.length}`);
  const differ: string[] = [];
  for (const { scenario, yard, events, shell } of runs) {
    shell.reopened(store);
    for (const { event, prepared } of events.slice(Math.ceil(events.length / 2))) await shell.take(event, prepared);
    await shell.until(instant(scenario.until));
    const sent = yard.happened.flatMap(({ at, effects }) =>
      effects.flatMap((one) => (SENT.has(one.type) ? [said(at, one.order ?? "", one)] : [])),
    );
    const orders = [...new Set(yard.ran.flatMap(({ event }) => orderIn(event)))];
    const standing = async (id: string) => {
      const { seen: _, ...order } = ((await shell.value({ kind: "order", key: id })) ?? {}) as { seen?: unknown };
      const { seen: __, ...expected } = (yard.order(id) ?? {}) as { seen?: unknown };
      return plain(JSON.stringify(order, sorted)) === plain(JSON.stringify(expected, sorted)) ? [] : [id];
    };
    const wrong: string[] = [];
    for (const id of orders) wrong.push(...(await standing(id)));
    const isSame = JSON.stringify(shell.sent.map(plain).sort()) === JSON.stringify(sent.map(plain).sort());
    if (!isSame || wrong.length > 0) differ.push(`${scenario.id}: ${isSame ? "" : "what is sent "}${wrong.join()}`);
  }
  await store.close();
  expect(differ).toEqual([]);
}, 300_000);

function orderIn(event: EngineEvent): string[] {
  if (!("order" in event) || event.order === undefined || event.order === null) return [];
  return [typeof event.order === "string" ? event.order : event.order.id];
}
