// The heavy sizes that CI runs after `npm test`: each prints its figures and fails by its exit code.
import { pnpm, runtime, say } from "./runtime.mjs";

const env = runtime();
const suites = [
  [
    "differential fuzz of packages/logic against json-logic-js: 300,000 rules",
    ["--filter", "@switchyard/logic", "fuzz", "300000"],
  ],
  ["simulation of packages/engine: 10,000 seeds", ["--filter", "@switchyard/engine", "simulate", "--seeds", "10000"]],
  ["flow → sentences → flow: 2,000 flows in each language", ["--filter", "@switchyard/phrases", "roundtrip", "2000"]],
  ["the X-ray against brute force: 2,000 flows", ["--filter", "@switchyard/analysis", "brute", "2000"]],
  [
    "packages/sandbox, column by column against event by event: 2,500 cases",
    ["--filter", "@switchyard/sandbox", "compare", "--runs", "2500"],
  ],
  [
    "faults planted in the columns of packages/sandbox: 300 programs",
    ["--filter", "@switchyard/sandbox", "mutants", "--runs", "300"],
  ],
  [
    "fuzz of the API from its document: 25,000 requests",
    ["--filter", "@switchyard/server", "fuzz", "--requests", "25000"],
  ],
  ["150 SIGKILLs of the server under load", ["--filter", "@switchyard/faults", "crash", "150"]],
  [
    "30 power cuts, and the same under synchronous=NORMAL, which must lose",
    ["--filter", "@switchyard/faults", "power", "30"],
  ],
  [
    "in a browser: every form in both languages, seven flows drawn by mouse, every screen light and dark, hostile text",
    ["--filter", "@switchyard/e2e", "heavy"],
  ],
];
for (const [name, args] of suites) {
  const begun = Date.now();
  say(name);
  pnpm(env, args);
  say(`${((Date.now() - begun) / 1000).toFixed(0)} s`);
}
