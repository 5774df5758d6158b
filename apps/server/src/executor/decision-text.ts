/**
 * A decision as the journal keeps it. The trace of a long flow says the same names and values over and over; here each
 * is said once and referred to by its place, which makes the entry a quarter as long to write, hash and keep.
 */
import type { Decision, TraceStep } from "@switchyard/engine";

interface PackedTrace {
  kinds: string[];
  /** Names and values that steps saw. */
  facts: [string, unknown][];
  /** Place in the decision's `flows`, node, place in `kinds`, ports taken, places in `facts`. */
  steps: [number, string, number, string[], number[]][];
}
type Packed = Omit<Decision, "trace"> & { trace: PackedTrace };

export function decisionText(decision: Decision): string {
  const trace = packTrace(decision);
  if (trace === null) return JSON.stringify(decision);
  const packed: Packed = { ...decision, trace };
  return JSON.stringify(packed);
}

/** Reads what `decisionText` wrote, and decisions that were written whole. */
export function readDecision(text: string): Decision {
  const decision = JSON.parse(text) as Packed | Decision;
  const { flows, trace: packed } = decision;
  if (Array.isArray(packed)) return { ...decision, trace: packed };
  const trace = packed.steps.map(([flow, node, kind, ports, seen]): TraceStep => {
    const { flow: id = "", version = 0 } = flows[flow] ?? {};
    const saw = Object.fromEntries(seen.flatMap((place) => (packed.facts[place] ? [packed.facts[place]] : [])));
    return { flow: id, version, node, kind: packed.kinds[kind] ?? "", ports, saw };
  });
  return { ...decision, trace };
}

/** Null where a step is of a flow that the decision does not name. */
function packTrace({ trace, flows }: Decision): PackedTrace | null {
  const kinds: string[] = [];
  const facts: [string, unknown][] = [];
  const steps: PackedTrace["steps"] = [];
  for (const { flow, version, node, kind, ports, saw } of trace) {
    const place = flows.findIndex((one) => one.flow === flow && one.version === version);
    if (place === -1) return null;
    const seen: number[] = [];
    for (const name in saw) seen.push(placeOf(facts, name, saw[name]));
    steps.push([place, node, placeOfKind(kinds, kind), ports, seen]);
  }
  return { kinds, facts, steps };
}

/** Few facts are read by one flow: a walk is quicker than a map. Equal lists are not looked for. */
function placeOf(facts: [string, unknown][], name: string, value: unknown): number {
  for (let place = 0; place < facts.length; place += 1) {
    const known = facts[place];
    if (known !== undefined && known[0] === name && Object.is(known[1], value)) return place;
  }
  return facts.push([name, value]) - 1;
}

function placeOfKind(kinds: string[], kind: string): number {
  const place = kinds.indexOf(kind);
  return place === -1 ? kinds.push(kind) - 1 : place;
}
