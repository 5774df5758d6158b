import { type Decision, type EngineEvent, MemoryState, type PreparedPrograms, prepare, step } from "@switchyard/engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Coverage } from "./coverage.ts";
import { nameKey } from "./decision-hash.ts";
import { listen } from "./listening.ts";
import { caseArbitrary } from "./testing/lane/generate.ts";

/** Every event with the messages and timers that follow from it, step by step, in order of time. */
function* steps(prepared: PreparedPrograms, events: readonly EngineEvent[]) {
  const state = new MemoryState();
  function* taken(first: EngineEvent) {
    const queue = [first];
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const result = step(prepared, event, state);
      state.write(result.writes);
      state.setTimers(result.timers);
      yield result.decisions;
      queue.push(...result.sends.map((send) => send.event));
    }
  }
  for (const event of events) {
    for (let due = state.takeDue(event.at - 1); due !== undefined; due = state.takeDue(event.at - 1)) {
      const { key, timer } = due;
      yield* taken({ type: "timer_due", id: `${key.key} ${timer} ${due.due}`, at: due.due, key, timer, due: due.due });
    }
    yield* taken(event);
  }
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** What the trace tells of the tried flow, as names of marks. */
function told({ trace, missing }: Decision) {
  const here = trace.filter(({ flow }) => flow === "f");
  const ports = here.flatMap(({ node, ports }) =>
    (ports.length === 0 ? ["next"] : ports).map((port) => `${node}:${port}`),
  );
  const keys = trace.map(({ node }) => nameKey(node));
  return {
    nodes: sorted(here.map(({ node }) => node)),
    ports: sorted(ports),
    missing: sorted(missing),
    a: keys.reduce((sum, { a }) => (sum + a) | 0, 0),
    b: keys.reduce((sum, { b }) => (sum + b) | 0, 0),
  };
}

test("[R8] what is heard of a decision is what its trace tells: nodes, ports and missing facts", () => {
  let decisions = 0;
  fc.assert(
    fc.property(caseArbitrary, ({ after, settings, orders, news }) => {
      const events = [
        ...orders.map(({ order, at }): EngineEvent => ({ type: "order_received", id: `r/${order.id}`, at, order })),
        ...news.map(({ event }) => event),
        {
          type: "freeze_switched",
          id: "end",
          at: Date.UTC(2027, 0, 1),
          scope: "brand",
          name: "A",
          on: false,
          by: "me",
        },
      ].sort((a, b) => a.at - b.at) as EngineEvent[];
      const coverage = new Coverage([]);
      const { prepared, ears } = listen(prepare(after, settings, { trace: false }), { flow: "f", coverage });
      const names = (kind: "node" | "port" | "fact") => {
        const heard = new Set([ears.marks, ...ears.batches.values()].flatMap((marks) => marks.all()));
        return sorted([...coverage.names(kind)].flatMap(([name, number]) => (heard.has(number) ? [name] : [])));
      };
      const traced = steps(prepare(after, settings), events);
      for (const quietly of steps(prepared, events)) {
        const loudly = traced.next().value ?? [];
        expect(quietly.map(({ outcome, destination }) => [outcome, destination])).toEqual(
          loudly.map(({ outcome, destination }) => [outcome, destination]),
        );
        const [decision] = loudly;
        if (decision !== undefined && decision.outcome !== "parked") {
          decisions += 1;
          const { missing, ...rest } = told(decision);
          expect({ nodes: names("node"), ports: names("port"), a: ears.a, b: ears.b }).toEqual(rest);
          // A batch is no order: that it lacks an order's facts says nothing of the data.
          if (ears.batches.size === 0) expect(names("fact")).toEqual(missing);
        }
        ears.forget();
      }
    }),
    { numRuns: 60 },
  );
  expect(decisions).toBeGreaterThan(300);
});
