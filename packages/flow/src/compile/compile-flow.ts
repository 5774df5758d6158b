import { isTrigger } from "../catalogue/catalogue.ts";
import { portsOf } from "../catalogue/ports.ts";
import { compileCondition } from "../conditions/compile-condition.ts";
import type { Condition, FlowDocument, FlowNode, NodeKind } from "../document.ts";
import { factLookup } from "../facts.ts";
import { effectOrder } from "../graph.ts";
import type { Program, ProgramEntry } from "../program.ts";
import { finish } from "../steps.ts";
import type { Finding, FlowContext } from "../validate/finding.ts";
import { validatingFlow } from "../validate/validate-flow.ts";
import { allDrawings, drawingOf } from "./drawing.ts";
import { type Drawing, entrySteps } from "./entry.ts";
import { readsOf } from "./reads.ts";
import { triggerKey } from "./triggers.ts";

export interface CompileOptions extends FlowContext {
  /** Id of the flow and number of the version that the program is for. */
  flow: string;
  version: number;
  /** The caller has just had `validateFlow` look at this drawing with this context, and it found no error. */
  validated?: boolean;
}
export type CompileResult = { ok: true; program: Program } | { ok: false; findings: Finding[] };

/** Compiles a drawing to standard JSON-Logic. Refuses, saying what is wrong and where, a drawing that cannot be published. */
export function compileFlow(doc: FlowDocument, options: CompileOptions): CompileResult {
  return finish(compilingFlow(doc, options));
}

/** The same in small steps, for a thread that must hear "stop" in between. */
export function* compilingFlow(doc: FlowDocument, options: CompileOptions): Generator<undefined, CompileResult> {
  const all = options.validated === true ? [] : yield* validatingFlow(doc, options);
  const findings = all.filter((finding) => finding.severity === "error");
  if (findings.length > 0) return { ok: false, findings };
  const drawings = allDrawings(drawingOf(doc, options));
  yield;
  const entries: ProgramEntry[] = [];
  for (const drawing of drawings) entries.push(...(yield* entriesOf(drawing)));
  const program: Program = {
    flow: options.flow,
    version: options.version,
    brands: doc.brands,
    entries,
    nodes: Object.fromEntries(drawings.flatMap(nodesOf)),
    windows: drawings.flatMap((drawing) => drawing.doc.windows),
    patterns: drawings.flatMap((drawing) => drawing.doc.patterns),
    splits: drawings.flatMap(splitsOf),
    filters: Object.fromEntries(drawings.flatMap((drawing) => filtersOf(drawing, options))),
    reads: [],
    order: Object.fromEntries(effectOrder(doc).map((id, index) => [id, index + 1])),
  };
  yield;
  program.reads = yield* readsOf(program);
  return { ok: true, program };
}

/** Triggers of the flow itself (a sub-flow is begun by its caller), and every connected port that fires later. */
function* entriesOf(drawing: Drawing): Generator<undefined, ProgramEntry[]> {
  const { graph, prefix } = drawing;
  const begun = new Set<string>();
  const entries: ProgramEntry[] = [];
  for (const id of drawing.order) {
    const node = graph.nodes.get(id);
    if (node === undefined) continue;
    const out = graph.out.get(id) ?? [];
    if (isTrigger(node)) {
      const key = triggerKey(node);
      if (prefix !== "" || begun.has(key)) continue;
      begun.add(key);
      const first = [...graph.nodes.values()].flatMap((other) =>
        isTrigger(other) && triggerKey(other) === key ? (graph.out.get(other.id) ?? []) : [],
      );
      entries.push({ id, node: id, port: null, steps: yield* entrySteps(drawing, first, true) });
      continue;
    }
    for (const port of portsOf(node)) {
      const first = out.filter((edge) => edge.port === port.id);
      if (!port.later || first.length === 0) continue;
      const name = prefix + id;
      const steps = yield* entrySteps(drawing, first, true);
      entries.push({ id: `${name}:${port.id}`, node: name, port: port.id, steps });
    }
  }
  return entries;
}

/** Decisions are in the steps; the engine needs the settings of everything else. */
const COMPILED_AWAY: ReadonlySet<NodeKind> = new Set<NodeKind>(["condition", "branch", "split", "subflow"]);

function nodesOf({ graph, prefix }: Drawing): [string, FlowNode][] {
  return [...graph.nodes.values()]
    .filter((node) => !COMPILED_AWAY.has(node.kind) && !(prefix !== "" && isTrigger(node)))
    .map((node) => [prefix + node.id, prefix === "" ? node : { ...node, id: prefix + node.id }]);
}

function splitsOf({ graph, prefix }: Drawing): Program["splits"] {
  return [...graph.nodes.values()].flatMap((node) => {
    if (node.kind !== "split") return [];
    const id = prefix + node.id;
    return [{ id, by: node.by, salt: node.salt ?? id }];
  });
}

function filtersOf(drawing: Drawing, context: FlowContext): [string, Program["filters"][string]][] {
  const { doc, prefix, lookup } = drawing;
  const lines = factLookup(doc, context, "line");
  const met = (condition: Condition, scope = lookup) => compileCondition(condition, scope).met;
  return [
    ...doc.windows.flatMap(({ id, where, reset }): [string, Program["filters"][string]][] => [
      ...(where === undefined ? [] : [[`window.${id}`, met(where)] as [string, Program["filters"][string]]]),
      ...(reset?.where === undefined
        ? []
        : [[`window.${id}.reset`, met(reset.where)] as [string, Program["filters"][string]]]),
    ]),
    ...doc.nodes.flatMap((node): [string, Program["filters"][string]][] => {
      if (node.kind === "breaker" && node.measure.where !== undefined) {
        return [[`breaker.${prefix}${node.id}`, met(node.measure.where)]];
      }
      if (node.kind === "route" && node.lines !== undefined) {
        return [[`route.${prefix}${node.id}`, met(node.lines, lines)]];
      }
      return [];
    }),
  ];
}
