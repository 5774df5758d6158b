/** Paths that begin with other events: what can be told without an order to show it, said as such. */
import type { NodeKind, Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { Book } from "../desk.ts";
import type { Progress } from "../finding.ts";
import { Dag } from "../formula/dag.ts";
import { readEntry } from "../model/read-entry.ts";
import { Ways } from "../model/ways.ts";
import { OrderBuilder } from "../order/build-order.ts";
import { Solver } from "../solve/solver.ts";
import { text, type Words } from "../words.ts";
import { placeOf } from "./branches.ts";

/** Conditions that contradict themselves on such paths can never be met, whatever the event brings. */
export function* checkElsewhere(
  programs: readonly Program[],
  settings: WorkspaceSettings,
  now: number,
  words: Words,
  book: Book,
): Generator<Progress | undefined> {
  for (const program of programs) {
    for (const [at, entry] of program.entries.entries()) {
      const kind: NodeKind | undefined = entry.port === null ? program.nodes[entry.node]?.kind : undefined;
      if (kind === "order_received") continue;
      const dag = new Dag();
      const builder = new OrderBuilder({ settings, now, trigger: kind ?? "later", programs: [program] }, dag);
      const reading = readEntry(entry, { dag, sortOf: builder.sortOf, program, on: 0, ways: new Ways(dag) });
      let step = reading.next();
      for (; step.done !== true; step = reading.next())
        yield { stage: "branches", done: at, of: program.entries.length };
      const solver = new Solver(dag, builder);
      for (const site of step.value.sites) {
        yield { stage: "branches", done: at, of: program.entries.length };
        if (solver.conclude([site.own]) !== null) continue;
        const name = words.place(placeOf(site));
        const condition = words.condition(site);
        const because =
          condition === null
            ? {}
            : { because: text(`条件自相矛盾：${condition.zh}`, `The condition contradicts itself: ${condition.en}`) };
        book.doubt(
          {
            kind: "never",
            severity: "warning",
            code: "never",
            places: [placeOf(site)],
            message: text(`${name.zh}应该永远不会命中`, `It seems that ${name.en} can never be met`),
            ...because,
          },
          "trigger",
        );
      }
    }
  }
}
