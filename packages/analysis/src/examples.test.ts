/** The six business templates under examples/, as they are published and with something planted in each. */
import { readdirSync, readFileSync } from "node:fs";
import { type FlowDocument, flowDocumentSchema } from "@switchyard/flow";
import { describe, expect, test } from "vitest";
import { analyseAll } from "./analyse.ts";
import type { Finding, FindingKind } from "./finding.ts";
import { NOW, SETTINGS } from "./testing/domains.ts";
import { branch, is, set, tag, when } from "./testing/flows.ts";
import { spoiled } from "./testing/templates.ts";

const EXAMPLES = new URL("../../../examples/", import.meta.url);
/** What of a template's file is its drawing (packages/templates): rules and layout stand apart. */
interface TemplateFile {
  name: { zh: string };
  flow: { nodes: { id: string }[] };
  layout: Record<string, [x: number, y: number]>;
}
const drawingOf = ({ name, flow, layout }: TemplateFile): FlowDocument =>
  flowDocumentSchema.parse({
    name: name.zh,
    brands: [],
    ...flow,
    nodes: flow.nodes.map((node) => ({
      ...node,
      position: { x: layout[node.id]?.[0] ?? 0, y: layout[node.id]?.[1] ?? 0 },
    })),
  });

const templates = readdirSync(EXAMPLES, { withFileTypes: true }).flatMap((folder): [string, FlowDocument][] => {
  if (!folder.isDirectory() || !readdirSync(new URL(`${folder.name}/`, EXAMPLES)).includes("template.json")) return [];
  const file = JSON.parse(readFileSync(new URL(`${folder.name}/template.json`, EXAMPLES), "utf8")) as TemplateFile;
  return [[folder.name, drawingOf(file)]];
});

const PLANTED = "planted";
function found(document: FlowDocument, kind: FindingKind): Finding[] {
  const report = analyseAll([{ id: "f", document }], { now: NOW, settings: SETTINGS });
  if (report === null) throw new Error("stopped");
  return report.findings.filter((finding) => finding.kind === kind);
}
/** Nodes of findings that the engine has shown with an order. */
const shown = (findings: readonly Finding[]) =>
  findings.flatMap(({ witness, places }) =>
    witness === undefined
      ? []
      : places.map(({ node, port }) => (port === undefined ? node : `${node}:${port}`)).join(" "),
  );
function startOf(document: FlowDocument): string {
  const start = document.nodes.find(({ kind }) => kind === "order_received");
  if (!start) throw new Error("no orders come in");
  return start.id;
}

test("[A12] there are six of them", () => expect(templates.length).toBeGreaterThanOrEqual(6));

describe.each(templates)("[A12] %s", (_name, document) => {
  const start = startOf(document);

  test("[A12] as it is published it has no error and no shadow, and what it conflicts in is shown by an order", () => {
    expect(found(document, "structure").filter(({ severity }) => severity === "error")).toEqual([]);
    expect(found(document, "shadow")).toEqual([]);
    for (const finding of found(document, "conflict")) expect(finding.witness).toBeDefined();
  });

  test("[A4] [A12] a planted conflict is found", () => {
    const document_ = spoiled(
      document,
      [set("pa", PLANTED, 1), when("pw", is("tags", "contains_any", ["预埋"])), set("pb", PLANTED, 2)],
      [`${start}→pa`, `${start}→pw`, "pw:met→pb"],
    );
    expect(shown(found(document_, "conflict"))).toContain("pa pb");
  });

  test("[A5] [A12] a planted shadow is found", () => {
    const cases = { wide: is("total_qty", "ge", 5), narrow: is("total_qty", "ge", 8) };
    const document_ = spoiled(
      document,
      [branch("pq", cases), tag("p1"), tag("p2"), tag("p3")],
      [`${start}→pq`, "pq:wide→p1", "pq:narrow→p2", "pq:otherwise→p3"],
    );
    expect(shown(found(document_, "shadow"))).toContain("pq:narrow pq:wide");
  });

  test("[A6] [A12] a planted gap is found", () => {
    const first = document.edges.filter(({ from }) => from === start).map(({ to }) => `pg:met→${to}`);
    const document_ = spoiled(
      document,
      [when("pg", is("tags", "contains_any", ["预埋"]))],
      [`${start}→pg`, ...first],
      [`${start}:next`],
    );
    expect(shown(found(document_, "gap"))).toContain("pg:not_met");
  });
});
