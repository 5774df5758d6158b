/**
 * Round trip on many generated flows: `pnpm --filter @switchyard/phrases roundtrip 2000 [seed]`. Prints what was covered; ends
 * with 1 and the sentences where a flow did not come back the same.
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { sayFlow } from "../say-flow.ts";
import { understand } from "../understand.ts";
import { documents } from "./arbitraries.ts";
import { canonical } from "./canonical.ts";
import { Coverage } from "./coverage.ts";
import { LEXICON } from "./workspace.ts";

const count = Number(process.argv[2] ?? 2000);
const seed = Number(process.argv[3] ?? 20261122);
let failed = 0;
for (const language of ["zh", "en"] as const) {
  const coverage = new Coverage();
  for (const doc of fc.sample(documents, { numRuns: count, seed })) {
    const text = sayFlow(doc, LEXICON, language);
    const { fragment, spans } = understand(text, language, LEXICON);
    const unknown = spans.filter(({ kind }) => kind === "unknown").map(({ start, end }) => text.slice(start, end));
    const { nodes, edges, windows, patterns } = fragment;
    const plain = (one: unknown): unknown => JSON.parse(JSON.stringify(one));
    const same = isDeepStrictEqual(
      plain(canonical({ ...doc, nodes, edges, windows, patterns })),
      plain(canonical(doc)),
    );
    if (same && unknown.length === 0) coverage.add(doc);
    else {
      failed += 1;
      if (failed <= 10) console.log(`NOT THE SAME (${language})\n${unknown.join("\n")}\n${text}\n`);
    }
  }
  console.log(coverage.report(language));
}
console.log(`seed ${seed}; ${failed} of ${2 * count} flows did not come back the same`);
process.exitCode = failed === 0 ? 0 : 1;
