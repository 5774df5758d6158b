/**
 * Writes the library: for each business its template, its history and its walkthrough. What golden orders expect is what the
 * real core does with them, and must be what the author claims; a claim that does not hold stops the writing.
 *
 *   node --conditions=@switchyard/source examples/library/write.mjs [--check]
 */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { MemoryState, prepare, runScript, settle } from "../../packages/engine/src/index.ts";
import { compileFlow } from "../../packages/flow/src/index.ts";
import { DEFAULT_SETTINGS, readOrder } from "../../packages/orders/src/index.ts";
import { checkTemplate, privateFindings, serialiseTemplate } from "../../packages/templates/src/index.ts";
import { writeFiles } from "../write-files.mjs";
import autoParts from "./auto-parts.mjs";
import fashionShop from "./fashion-shop.mjs";
import garmentOem from "./garment-oem.mjs";
import logisticsCare from "./logistics-care.mjs";
import motherBaby from "./mother-baby.mjs";
import { pages } from "./pages.mjs";
import precisionManufacturing from "./precision-manufacturing.mjs";

const EXAMPLES = join(import.meta.dirname, "..");
const ALL = [garmentOem, fashionShop, autoParts, motherBaby, precisionManufacturing, logisticsCare];

/** What stands at a place: defaults are the drawing's own. */
function valueAt(document, place) {
  const [, list, id, ...path] = place.split("/");
  return path.reduce(
    (value, key) => value[key],
    document[list].find((one) => one.id === id),
  );
}

function templateOf(sketch) {
  const { id, name, description, needs, flow } = sketch;
  const document = { ...flow, name: name.zh.slice(0, 120) };
  const parameters = sketch.parameters.map((one) => ({ ...one, default: valueAt(document, one.places[0]) }));
  const settings = { ...DEFAULT_SETTINGS, customFields: needs.fields };
  const compiled = compileFlow(document, { flow: "template", version: 1, customFields: needs.fields });
  assert(compiled.ok, JSON.stringify(compiled));
  const golden = sketch.golden.map((one) => goldenOf(one, { program: compiled.program, document, settings }));
  const template = { id, version: 1, name, description, parameters, needs, golden, document };
  assert.deepEqual(checkTemplate(template), []);
  assert.deepEqual(privateFindings(template), []);
  return { template, settings, program: compiled.program };
}

function goldenOf({ id, name, start, steps, claims }, tried) {
  const script = { start: Date.parse(start), steps };
  const played = runScript(tried, script);
  assert(played.ok, `${id}: ${JSON.stringify(played.problems)}`);
  const { orders, messages, watches, batches } = played.run.outcome;
  for (const [key, claim] of Object.entries(claims)) {
    const said = `${id}: ${key}: ${JSON.stringify(played.run.outcome)}`;
    if (key === "messages")
      assert.deepEqual(
        messages.map(({ type }) => type),
        claim,
        said,
      );
    else if (key === "levels")
      assert.deepEqual(
        messages.filter(({ type }) => type === "alert").map(({ level }) => level),
        claim,
        said,
      );
    else if (key === "batches")
      assert.deepEqual(
        batches.map((batch) => batch.orders),
        claim,
        said,
      );
    else {
      const { added, ...rest } = claim;
      const order = orders.find((one) => one.key === key);
      for (const [field, value] of Object.entries(rest)) assert.deepEqual(order[field], value, said);
      if (added !== undefined) assert.equal(order.added.length, added, said);
    }
  }
  const sections = { orders, messages, watches, batches };
  const expected = Object.fromEntries(
    Object.entries(sections).filter(([name]) => name === "orders" || sections[name].length > 0 || name === "messages"),
  );
  return { id, name, script, expected };
}

/** Every order at its own time, one after the other, with what becomes due in between left out: what a replay counts. */
function figuresOf(history, { program, settings }, needs) {
  const prepared = prepare([program], settings);
  const counts = {};
  let undecided = 0;
  const state = new MemoryState();
  for (const input of history) {
    const at = Date.parse(input.ordered_at);
    const read = readOrder(input, { settings, receivedAt: at, id: input.external_id });
    assert(read.ok, JSON.stringify(read.problems));
    const { decisions } = settle(
      prepared,
      { type: "order_received", id: input.external_id, at, order: read.order },
      state,
    );
    const decision = decisions.find(({ order }) => order === input.external_id);
    const to = needs.destinations.find(({ id }) => id === decision.destination)?.name.zh;
    if (to === undefined) undecided += 1;
    else counts[to] = (counts[to] ?? 0) + 1;
  }
  return {
    orders: history.length,
    destinations: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
    not_routed: undecided,
  };
}

const files = {};
for (const sketch of ALL) {
  const made = templateOf(sketch);
  const folder = join(EXAMPLES, sketch.id);
  mkdirSync(folder, { recursive: true });
  const history = sketch.history().map((order) => ({ source: "library", ...order, synthetic: "合成数据" }));
  const walkthrough = { replay: figuresOf(history, made, sketch.needs), sample: sketch.sample };
  files[join(folder, "template.json")] = serialiseTemplate(made.template);
  files[join(folder, "orders.ndjson")] = `${history.map((order) => JSON.stringify(order)).join("\n")}\n`;
  files[join(folder, "walkthrough.json")] = `${JSON.stringify(walkthrough, null, 2)}\n`;
  for (const [file, text] of Object.entries(pages(made.template, walkthrough))) files[join(folder, file)] = text;
}
writeFiles(files, { check: process.argv.includes("--check") });
