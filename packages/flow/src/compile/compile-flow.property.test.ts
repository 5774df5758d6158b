import { checkLogic, evaluate } from "@switchyard/logic";
import fc from "fast-check";
import { LogicEngine } from "json-logic-engine";
import { describe, expect, test } from "vitest";
import { portsOf } from "../catalogue/ports.ts";
import { compileCondition } from "../conditions/compile-condition.ts";
import { flowDocumentSchema } from "../document.ts";
import { factLookup } from "../facts.ts";
import { effectOrder } from "../graph.ts";
import { conditionArbitrary, documentArbitrary, factsArbitrary } from "../testing/arbitraries.ts";
import { judge, naiveRun } from "../testing/naive.ts";
import { runEntry } from "../testing/run-program.ts";
import { compileFlow } from "./compile-flow.ts";

/** CI's heavy suites take three times as many. */
const RUNS = process.env.SWITCHYARD_HEAVY ? 1500 : 500;
const engine = new LogicEngine();
const lookup = factLookup({ windows: [], patterns: [{ id: "p1", fact: "note", expression: "礼物" }] });

/** Other implementations do not all count an empty text as missing; facts of real orders hold none. */
const plain = (facts: Record<string, unknown>): boolean => !Object.values(facts).includes("");

/** One random number for a split is spread over the splits of the document. */
const withSplits = (facts: Record<string, unknown>, ids: string[]): Record<string, unknown> => ({
  ...facts,
  split: Object.fromEntries(ids.map((id) => [id, facts.split])),
});

describe("compiled conditions", () => {
  test("[C1] [C2] met, not met and missing are as in three-valued logic, on json-logic-js and on json-logic-engine", () => {
    fc.assert(
      fc.property(conditionArbitrary, factsArbitrary, (condition, facts) => {
        const { met, notMet } = compileCondition(condition, lookup);
        const truth = judge(condition, facts);
        expect([evaluate(met, facts), evaluate(notMet, facts)].map(Boolean)).toEqual([truth === true, truth === false]);
        if (!plain(facts)) return;
        const expected = [truth === true, truth === false];
        expect([engine.run(met, facts), engine.run(notMet, facts)].map(Boolean)).toEqual(expected);
        expect([engine.build(met)(facts), engine.build(notMet)(facts)].map(Boolean)).toEqual(expected);
      }),
      { numRuns: 2 * RUNS },
    );
  });
});

describe("compiled flows", () => {
  test("[C3] [C5] [C6] a program does what a plain walk over the drawing does, from every entry", () => {
    fc.assert(
      fc.property(documentArbitrary, fc.array(factsArbitrary, { minLength: 1, maxLength: 4 }), (doc, orders) => {
        const compiled = compileFlow(flowDocumentSchema.parse(doc), { flow: "f", version: 1 });
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
        const { program } = compiled;
        const order = effectOrder(doc);
        for (const one of orders) {
          const facts = withSplits(
            one,
            doc.nodes.map((node) => node.id),
          );
          for (const entry of program.entries) {
            const port = entry.port ?? "next";
            const first = doc.edges.filter((edge) => edge.from === entry.node && edge.port === port);
            const expected = naiveRun(doc, first, facts, order);
            expect(runEntry(entry, facts)).toEqual(expected);
            if (plain(facts))
              expect(runEntry(entry, facts, (logic, data) => engine.run(logic, data))).toEqual(expected);
          }
        }
        const later = doc.nodes.flatMap((node) =>
          portsOf(node).filter(
            (port) => port.later && doc.edges.some((edge) => edge.from === node.id && edge.port === port.id),
          ),
        );
        expect(program.entries).toHaveLength(1 + later.length);
        for (const entry of program.entries) for (const step of entry.steps) expect(checkLogic(step.when)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
