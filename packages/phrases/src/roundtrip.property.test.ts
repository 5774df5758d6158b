import type { FlowDocument } from "@switchyard/flow";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sayFlow } from "./say-flow.ts";
import { documents } from "./testing/arbitraries.ts";
import { canonical } from "./testing/canonical.ts";
import { Coverage } from "./testing/coverage.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";

/** `ROUNDTRIP=2000 vitest run --project phrases`, or `pnpm --filter @switchyard/phrases roundtrip 2000`. */
const RUNS = Number(process.env.ROUNDTRIP ?? 150);

describe.each(["zh", "en"] as const)("round trip in %s", (language) => {
  test(`[P20] a flow, said and understood again, is the same flow (${RUNS} flows)`, { timeout: 600_000 }, () => {
    const coverage = new Coverage();
    fc.assert(
      fc.property(documents, (doc) => {
        const text = sayFlow(doc, LEXICON, language);
        const understood = understand(text, language, LEXICON);
        const unknown = understood.spans
          .filter(({ kind }) => kind === "unknown")
          .map(({ start, end }) => text.slice(start, end));
        if (unknown.length > 0) throw new Error(`not understood:\n${unknown.join("\n")}\nin\n${text}`);
        const { nodes, edges, windows, patterns } = understood.fragment;
        const back: FlowDocument = { ...doc, nodes, edges, windows, patterns };
        expect(canonical(back), text).toEqual(canonical(doc));
        expect(understood.complete).toBe(true);
        expect(sayFlow(back, LEXICON, language)).toBe(text);
        coverage.add(doc);
      }),
      { numRuns: RUNS },
    );
    console.log(coverage.report(language));
  });
});
