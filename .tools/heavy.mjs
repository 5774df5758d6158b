// The heavy sizes that CI runs after `npm test`: each prints its figures and fails by its exit code. Two lanes run side by
// side: one computes on one core, the other waits more, for a disk, a process or a browser. No suite fails by the time it takes.
import { join } from "node:path";
import { root, runtime } from "./runtime.mjs";
import { sideBySide } from "./side-by-side.mjs";

const suite = (name, room, script) => ({ name, command: `pnpm --filter @switchyard/${room} ${script}` });
const computing = [
  suite("differential fuzz of packages/logic against json-logic-js: 300,000 rules", "logic", "fuzz 300000"),
  suite("simulation of packages/engine: 10,000 seeds", "engine", "simulate --seeds 10000"),
  suite("flow → sentences → flow: 2,000 flows in each language", "phrases", "roundtrip 2000"),
  suite("the X-ray against brute force: 2,000 flows", "analysis", "brute 2000"),
  suite("packages/sandbox, column by column against event by event: 2,500 cases", "sandbox", "compare --runs 2500"),
  suite("faults planted in the columns of packages/sandbox: 300 programs", "sandbox", "mutants --runs 300"),
  {
    name: "unit tests that `npm test` runs at a smaller size: texts, templates, a journal in other hands, conditions of columns, deadlines, restarts",
    command: "pnpm unit:heavy",
  },
  suite("fuzz of the API from its document: 25,000 requests", "server", "fuzz --requests 25000"),
];
const waiting = [
  suite(
    "in a browser: every form in both languages, seven flows drawn by mouse, every screen light and dark, hostile text",
    "e2e",
    "heavy",
  ),
  suite("150 SIGKILLs of the server under load", "faults", "crash 150"),
  suite("30 power cuts, and the same under synchronous=NORMAL, which must lose", "faults", "power 30"),
];
process.chdir(root);
const begun = Date.now();
// The suites start hundreds of servers: each but the first finds its modules compiled.
const env = {
  ...runtime(),
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compiled"),
};
const failed = await sideBySide([computing, waiting], { env, goOn: true });
for (const { name, command } of failed) console.error(`✗ ${name} failed. Run it alone with: ${command}`);
console.log(`heavy suites in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
process.exit(failed.length === 0 ? 0 : 1);
