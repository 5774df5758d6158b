import { bucketOf, MemoryState, prepare, step } from "@switchyard/engine";
import { compileFlow } from "@switchyard/flow";
import { readOrder } from "@switchyard/orders";
import { expect, test } from "vitest";
import { prepareInParts } from "./prepare-in-parts.ts";
import { NOW, SETTINGS } from "./testing/domains.ts";
import { flow, is, set, start, tag, when } from "./testing/flows.ts";

function finished<T>(steps: Generator<void, T>): { value: T; yields: number } {
  for (let yields = 0; ; yields += 1) {
    const one = steps.next();
    if (one.done === true) return { value: one.value, yields };
  }
}

const read = readOrder(
  { source: "a", external_id: "1", amount: "5" },
  { settings: SETTINGS, receivedAt: NOW, id: "o-7" },
);
if (!read.ok) throw new Error("unreadable");
const event = { type: "order_received", id: "e1", at: NOW, order: read.order } as const;

test("[A2] programs prepared in helpings decide as the whole does, trace and all", () => {
  const checks = Array.from({ length: 200 }, (_, at) => when(`c${at}`, is("amount", "ge", at * 5)));
  const actions = Array.from({ length: 200 }, (_, at) => set(`s${at}`, `f${at % 7}`, at));
  const edges = checks.flatMap((_, at) => [`start→c${at}`, `c${at}:met→s${at}`]);
  const compiled = compileFlow(flow("x", [start, ...checks, ...actions], edges), { flow: "f", version: 0 });
  if (!compiled.ok) throw new Error("no program");
  const parts = finished(prepareInParts([compiled.program], SETTINGS));
  expect(parts.yields).toBeGreaterThan(3);
  const whole = step(prepare([compiled.program], SETTINGS), event, new MemoryState());
  expect(step(parts.value, event, new MemoryState())).toEqual(whole);
});

test("[A2] an order's part of a split is the engine's", () => {
  const parts = Array.from({ length: 10 }, (_, at) => ({ id: `p${at}`, percent: 10 }));
  const split = { id: "s", kind: "split", by: "order", parts } as const;
  const tags = parts.map(({ id }) => tag(`t-${id}`));
  const compiled = compileFlow(
    flow("x", [start, split, ...tags], ["start→s", ...parts.map(({ id }) => `s:${id}→t-${id}`)]),
    { flow: "f", version: 0 },
  );
  if (!compiled.ok) throw new Error("no program");
  const prepared = prepare([compiled.program], SETTINGS);
  for (let number = 1; number <= 60; number += 1) {
    const id = `xray-${number}`;
    const result = step(prepared, { ...event, order: { ...event.order, id } }, new MemoryState());
    expect(result.decisions[0]?.nodes).toContain(`t-p${Math.floor(bucketOf(`s/${id}`) / 1000)}`);
  }
});
