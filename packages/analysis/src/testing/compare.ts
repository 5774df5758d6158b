/** One made-up flow through the analysis and through brute force; what differs, in words. */
import { validateFlow } from "@switchyard/flow";
import { analyseAll } from "../analyse.ts";
import type { Finding, Place, Report } from "../finding.ts";
import { factsOf, factsOfSeed, walker } from "./brute.ts";
import { chanceOf } from "./chance.ts";
import { NOW, ordersOf, SETTINGS } from "./domains.ts";
import { expectedFindings } from "./expected.ts";
import { type MadeUp, madeUpFlow } from "./generate.ts";

export interface Comparison {
  seed: number;
  made: MadeUp;
  report: Report;
  orders: number;
  differences: string[];
}

/** Null for a drawing that cannot be published. */
export function compareFlow(seed: number): Comparison | null {
  const made = madeUpFlow(chanceOf(seed));
  if (
    validateFlow(made.document, { customFields: SETTINGS.customFields }).some((finding) => finding.severity === "error")
  )
    return null;
  const report = analyseAll([{ id: "f", document: made.document }], {
    now: NOW,
    settings: SETTINGS,
    limits: { findings: 10_000, budget: 500_000 },
  });
  if (report === null) throw new Error("stopped");
  const walk = walker(made.document);
  const inputs = ordersOf(made.domains);
  const walks = [
    ...inputs.map((input) => walk(factsOf(input))),
    ...report.orders.map((order) => walk(factsOfSeed(order))),
  ];
  const expected = expectedFindings(walks);
  const found = new Set(report.findings.flatMap(keyOf));
  const gaps = new Set(report.findings.flatMap((finding) => (finding.kind === "gap" ? [gapKey(finding)] : [])));
  const differences = [
    ...[...expected.findings].filter((key) => !found.has(key)).map((key) => `missed: ${key}`),
    ...[...found].filter((key) => !expected.findings.has(key)).map((key) => `false: ${key}`),
    ...[...gaps].filter((key) => !expected.gaps.has(key)).map((key) => `false gap: ${key}`),
    ...report.undecided.map((finding) => `undecided: ${finding.id} ${finding.unknown?.code}`),
  ];
  if (gaps.size < 8) {
    const isCovered = (key: string) =>
      [...gaps].some((gap) => gap.split(" ").every((end) => end === "" || key.split(" ").includes(end)));
    differences.push(...[...expected.gaps].filter((key) => !isCovered(key)).map((key) => `missed gap: ${key}`));
  }
  return { seed, made, report, orders: inputs.length, differences };
}

const ruleOf = ({ node, row }: Place): string => (row === undefined ? node : `${node}/${row}`);

function keyOf({ code, places, id }: Finding): string[] {
  const [first, second] = places;
  if (first === undefined) return [];
  const way = [first.node, first.port, first.row].filter((part) => part !== undefined).join("/");
  const family = id.split(" ").at(-1) ?? "";
  switch (code) {
    case "never":
    case "always":
    case "shadow_way":
      return [`${code} ${way}`];
    case "conflict":
      return second === undefined ? [] : [`conflict ${ruleOf(first)} ${ruleOf(second)} ${family}`];
    case "shadow_effect":
      return [`shadow_effect ${ruleOf(first)} ${family}`];
    case "overlap_same_key":
    case "overlap_merge":
      return [`overlap ${[first.node, second?.node ?? ""].sort().join(" ")}`];
    default:
      return [];
  }
}

const gapKey = ({ places }: Finding): string =>
  places
    .flatMap(({ node, port }) => (port === undefined ? [] : [`${node}/${port}`]))
    .sort()
    .join(" ");
