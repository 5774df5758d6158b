/**
 * 合成数据 · Makes the synthetic orders of the demo garment factory. No input, no clock: the same seed, the same bytes.
 *
 *   node examples/demo-garment/make.mjs [--check]
 *
 * Writes `orders.ndjson.gz`, `events.ndjson.gz`, `sample-orders.csv` and the table of figures in both READMEs. `--check` writes nothing and
 * fails when one of them differs.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readText, replaceBlock, writeFiles } from "../write-files.mjs";
import { chanceFrom } from "./chance.mjs";
import { makeEvents } from "./events.mjs";
import { figures } from "./figures.mjs";
import { makeOrders } from "./orders.mjs";
import { sampleCsv } from "./sample-rows.mjs";

const SEED = 20261115;
/** Of so many orders, the last ones, it is told what became of them. */
const RECENT = 400;
const linesOf = (records) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

const here = dirname(fileURLToPath(import.meta.url));
const orders = makeOrders(chanceFrom(SEED));
const ndjson = linesOf(orders);
const files = {
  [join(here, "orders.ndjson.gz")]: ndjson,
  [join(here, "events.ndjson.gz")]: linesOf(
    makeEvents({ chance: chanceFrom(SEED + 1), apart: chanceFrom(SEED + 2) }, orders.slice(-RECENT)),
  ),
  [join(here, "sample-orders.csv")]: sampleCsv(orders),
};
for (const page of ["README.md", "README.zh-CN.md"])
  files[join(here, page)] = replaceBlock(readText(join(here, page)), "figures", figures(orders, ndjson));
writeFiles(files, { check: process.argv.includes("--check") });
