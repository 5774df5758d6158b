/**
 * A decision as the journal keeps it. First stands the answer that the sender got, in its very bytes, so that a duplicate can be
 * given them again; then what no answer says. The trace of a long flow repeats itself: names, values and ways are said once.
 */
import type { Decision, Effect, TraceStep } from "@switchyard/engine";
import type { DecisionView } from "./decision-view.ts";

interface PackedTrace {
  /** Names and values that steps saw. */
  facts: [string, unknown][];
  /** What steps have in common: place in the answer's `flow_version`, kind, ports taken, places in `facts`. */
  ways: Way[];
  /** Of each step its place in `ways`. */
  steps: number[];
  /** The steps' nodes, where they are not the answer's `nodes`, one by one. */
  nodes?: string[];
}
type Way = [number, string, string[], number[]];
interface Packed {
  answer: DecisionView;
  order: string;
  reason?: string;
  /** A list where a step is of a flow that the decision does not name. */
  trace: PackedTrace | TraceStep[];
}

/** `answer` is the decision's view as JSON text. */
export function decisionText(decision: Decision, answer: string): string {
  const { order, reason } = decision;
  const rest: Omit<Packed, "answer"> = {
    order,
    ...(reason === undefined ? {} : { reason }),
    trace: packTrace(decision),
  };
  return `{"answer":${answer},${JSON.stringify(rest).slice(1)}`;
}

/** Reads what `decisionText` wrote. */
export function readDecision(text: string): Decision {
  const { answer, order, reason, trace } = JSON.parse(text) as Packed;
  const { at, outcome, destination, nodes, effects, missing } = answer;
  const flows = answer.flow_version.map(({ flow, version }) => ({ flow, version }));
  const decision: Decision = {
    ...{ order, at, outcome, destination: destination?.id ?? null, flows, nodes, effects, missing },
    trace: Array.isArray(trace) ? trace : unpackTrace(trace, { flows, nodes }),
  };
  if (reason !== undefined) decision.reason = reason;
  return decision;
}

/** What was answered, in the words of that day. */
export function readAnswer(text: string): { order: string; answer: DecisionView } {
  const { order, answer } = JSON.parse(text) as Packed;
  return { order, answer };
}

/** What an entry of the journal asked for: of a decision, or by itself; null where the entry is neither. */
export function effectsIn(type: string, data: string): Effect[] | null {
  if (type === "acted") return [JSON.parse(data) as Effect];
  return type === "decided" ? readAnswer(data).answer.effects : null;
}

/** The answer's own bytes: JSON text that was made here is the same when it is made again from what it says. */
export const answerIn = (text: string): string => JSON.stringify(readAnswer(text).answer);

function packTrace({ trace, flows, nodes }: Decision): PackedTrace | TraceStep[] {
  const packed: PackedTrace = { facts: [], ways: [], steps: [] };
  const seen: number[] = [];
  let isSame = trace.length === nodes.length;
  let last: TraceStep | null = null;
  let way = -1;
  for (let step = 0; step < trace.length; step += 1) {
    const one = trace[step];
    if (one === undefined) continue;
    isSame &&= one.node === nodes[step];
    if (last === null || !isSameWay(one, last)) {
      const { flow, version, kind, ports, saw } = one;
      const place = flows.findIndex((other) => other.flow === flow && other.version === version);
      if (place === -1) return trace;
      seen.length = 0;
      for (const name in saw) seen.push(placeOf(packed.facts, name, saw[name]));
      way = placeOfWay(packed.ways, place, kind, ports, seen);
      last = one;
    }
    packed.steps.push(way);
  }
  if (!isSame) packed.nodes = trace.map(({ node }) => node);
  return packed;
}

/** Nodes that read the same facts share the object of what they saw: it need not be looked through again. */
const isSameWay = (one: TraceStep, other: TraceStep): boolean =>
  one.saw === other.saw &&
  isSameList(one.ports, other.ports) &&
  one.kind === other.kind &&
  one.flow === other.flow &&
  one.version === other.version;

function unpackTrace(
  { facts, ways, steps, nodes }: PackedTrace,
  decision: Pick<Decision, "flows" | "nodes">,
): TraceStep[] {
  const names = nodes ?? decision.nodes;
  return steps.flatMap((place, step) => {
    const way = ways[place];
    if (way === undefined) return [];
    const [flow, kind, ports, seen] = way;
    const { flow: id = "", version = 0 } = decision.flows[flow] ?? {};
    const saw = Object.fromEntries(seen.flatMap((fact) => (facts[fact] ? [facts[fact]] : [])));
    return [{ flow: id, version, node: names[step] ?? "", kind, ports, saw }];
  });
}

/** Few facts are read by one flow: a walk is quicker than a map. Equal lists are not looked for. */
function placeOf(facts: [string, unknown][], name: string, value: unknown): number {
  for (let place = 0; place < facts.length; place += 1) {
    const known = facts[place];
    if (known !== undefined && known[0] === name && Object.is(known[1], value)) return place;
  }
  return facts.push([name, value]) - 1;
}

function placeOfWay(ways: Way[], flow: number, kind: string, ports: string[], seen: number[]): number {
  for (let place = 0; place < ways.length; place += 1) {
    const way = ways[place];
    if (way?.[0] === flow && way[1] === kind && isSameList(way[2], ports) && isSameList(way[3], seen)) return place;
  }
  return ways.push([flow, kind, ports, seen.slice()]) - 1;
}

function isSameList<T>(one: readonly T[], other: readonly T[]): boolean {
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place += 1) if (one[place] !== other[place]) return false;
  return true;
}
