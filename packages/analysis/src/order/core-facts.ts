/** What the core adds to an order's facts on its first event: state, counters, patterns, splits. */

import { bucketOf } from "@switchyard/engine";
import type { Program, WindowFact } from "@switchyard/flow";
import { compile, type Logic, truthy } from "@switchyard/logic";
import {
  compilePattern,
  computeFacts,
  DEFAULT_STATE_MACHINE,
  type Facts,
  factSpec,
  factValue,
  type Order,
  stateNamed,
} from "@switchyard/orders";
import type { Workshop } from "./sample.ts";

type Test = (facts: unknown) => boolean;
export interface CoreFacts {
  /** All facts of the order, as a program of the workshop reads them. */
  of(order: Order, at: number, before: number): Facts;
}

/** Compiles what the programs declare once. */
export function coreFacts(workshop: Workshop): CoreFacts {
  const machine = workshop.settings.states ?? DEFAULT_STATE_MACHINE;
  const patterns = workshop.programs.flatMap((program) =>
    program.patterns.map(({ id, fact, expression }) => {
      const compiled = compilePattern(expression, { ignoreCase: factSpec(fact)?.type === "code" });
      return { id, fact, pattern: compiled.ok ? compiled.pattern : null };
    }),
  );
  const windows = workshop.programs.flatMap((program) =>
    program.windows.map((window) => ({ window, test: testOf(program, window) })),
  );
  const splits = workshop.programs.flatMap((program) => program.splits);
  return {
    of(order, at, before) {
      const plain = computeFacts(order, { now: at, settings: workshop.settings });
      const said = order.status === undefined ? undefined : stateNamed(machine, order.status);
      const extra: Record<string, unknown> = {
        status: said?.id ?? machine.initial,
        bucket: bucketOf(order.id),
        "event.type": workshop.trigger,
        "event.occurred_at": at,
        [`reached.${machine.initial}`]: order.received_at,
        [`reached.${said?.id ?? machine.initial}`]: order.received_at,
      };
      const facts = { ...plain, ...extra };
      for (const { id, fact, pattern } of patterns) {
        const text = factValue(facts, fact);
        if (typeof text === "string" && pattern !== null) extra[`pattern.${id}`] = pattern.matches(text);
      }
      for (const { window, test } of windows) {
        const value = counted(window, test, facts, before);
        if (value !== null) extra[`${window.of}.${window.id}`] = value;
      }
      for (const { id, by, salt } of splits) {
        const name = by === "customer" ? plain.customer_id : by === "brand" ? plain.brand : undefined;
        extra[`split.${id}`] = bucketOf(`${salt}/${typeof name === "string" ? name : order.id}`);
      }
      return computeFacts(order, { now: at, settings: workshop.settings, extra });
    },
  };
}

function testOf(program: Program, window: WindowFact): Test | null {
  const filter: Logic | undefined = program.filters[`window.${window.id}`];
  if (filter === undefined) return null;
  const test = compile(filter);
  return (facts) => truthy(test(facts));
}

/** A counter right after this order and `before` others like it; null where its group is not known. */
function counted(window: WindowFact, test: Test | null, facts: Facts, before: number): number | null {
  if (window.by.some((fact) => factValue(facts, fact) === undefined)) return null;
  if (window.event !== "order_received" || (test !== null && !test(facts))) return 0;
  if (window.of === "count") return before + 1;
  const value = factValue(facts, window.field ?? "external_id");
  if (window.of === "distinct") return value === undefined ? 0 : window.field === undefined ? before + 1 : 1;
  return typeof value === "number" ? value * (before + 1) : 0;
}
