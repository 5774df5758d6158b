/**
 * Formulas as one shared graph: nodes are atoms and conjunctions, a reference is a node and a sign. Equal parts are one node,
 * so a program stays as small as it is drawn, and a draft shares with live what did not change.
 */
import type { Predicate } from "../domain/predicate.ts";
import { satisfies } from "../domain/predicate.ts";

/** Node number doubled, plus one for "not". */
export type Ref = number;
export const TRUE: Ref = 0;
export const FALSE: Ref = 1;
export const not = (ref: Ref): Ref => ref ^ 1;

/** `opaque`: what this room cannot look into; `holds` asks JSON-Logic itself, `why` says what it is. */
export type Atom =
  | { kind: "absent"; fact: number }
  | { kind: "fact"; fact: number; predicate: Predicate }
  | { kind: "opaque"; key: string; why: OpaqueReason; facts: readonly number[]; holds: (facts: unknown) => boolean };
export type OpaqueReason = "between_facts" | "operator" | "type";

export type Node = { kind: "true" } | { kind: "atom"; atom: Atom } | { kind: "and"; parts: readonly Ref[] };

export class Dag {
  readonly nodes: Node[] = [{ kind: "true" }];
  /** Fact names by number. */
  readonly facts: string[] = [];
  readonly #factNumbers = new Map<string, number>();
  readonly #known = new Map<string, number>();

  fact(name: string): number {
    const known = this.#factNumbers.get(name);
    if (known !== undefined) return known;
    this.#factNumbers.set(name, this.facts.length);
    return this.facts.push(name) - 1;
  }

  absent(name: string): Ref {
    const fact = this.fact(name);
    return this.#node(`a${fact}`, () => ({ kind: "atom", atom: { kind: "absent", fact } }));
  }

  /** The fact is there and its value satisfies the predicate. */
  holds(name: string, predicate: Predicate): Ref {
    const fact = this.fact(name);
    return this.#node(`f${fact} ${JSON.stringify(predicate)}`, () => ({
      kind: "atom",
      atom: { kind: "fact", fact, predicate },
    }));
  }

  opaque(key: string, why: OpaqueReason, names: readonly string[], holds: (facts: unknown) => boolean): Ref {
    const facts = names.map((name) => this.fact(name));
    return this.#node(`o${key}`, () => ({ kind: "atom", atom: { kind: "opaque", key, why, facts, holds } }));
  }

  and(...given: Ref[]): Ref {
    const parts = conjuncts(given);
    if (typeof parts === "number") return parts;
    return this.#node(`&${parts.join()}`, () => ({ kind: "and", parts }));
  }

  /** The conjunction if the graph has it already; undefined otherwise. */
  knownAnd(given: readonly Ref[]): Ref | undefined {
    const parts = conjuncts(given);
    if (typeof parts === "number") return parts;
    const number = this.#known.get(`&${parts.join()}`);
    return number === undefined ? undefined : number * 2;
  }

  or(...parts: Ref[]): Ref {
    return not(this.and(...parts.map(not)));
  }

  node(ref: Ref): Node {
    return this.nodes[ref >> 1] ?? { kind: "true" };
  }

  #node(key: string, make: () => Node): Ref {
    const known = this.#known.get(key);
    if (known !== undefined) return known * 2;
    const number = this.nodes.push(make()) - 1;
    this.#known.set(key, number);
    return number * 2;
  }
}

/** Each part once and in order; one reference where that is all there is to it. */
function conjuncts(given: readonly Ref[]): Ref[] | Ref {
  const parts = [...new Set(given)].filter((ref) => ref !== TRUE).sort((a, b) => a - b);
  const [first] = parts;
  if (first === undefined) return TRUE;
  if (first === FALSE) return FALSE;
  if (parts.some((part, at) => at > 0 && part % 2 === 1 && parts[at - 1] === part - 1)) return FALSE;
  return parts.length === 1 ? first : parts;
}

/** Reads one fact of an order; undefined where it is absent. */
export type FactRead = (name: string) => unknown;

/** The truth of every node for one order: parts come before what is made of them. `known`: of an earlier, smaller graph. */
export function truths(dag: Dag, read: FactRead, facts: unknown, known?: Uint8Array): Uint8Array {
  const values: unknown[] = dag.facts.map((name) => read(name));
  const truth = new Uint8Array(dag.nodes.length);
  if (known !== undefined) truth.set(known);
  for (let at = known?.length ?? 0; at < dag.nodes.length; at += 1) {
    const node = dag.nodes[at];
    if (node === undefined) continue;
    if (node.kind === "true") truth[at] = 1;
    else if (node.kind === "atom") truth[at] = atomHolds(node.atom, values, facts) ? 1 : 0;
    else {
      truth[at] = 1;
      for (const part of node.parts) {
        if ((truth[part >> 1] ?? 0) !== (part & 1)) continue;
        truth[at] = 0;
        break;
      }
    }
  }
  return truth;
}

export const isTrue = (truth: Uint8Array, ref: Ref): boolean => (truth[ref >> 1] ?? 0) !== (ref & 1);

function atomHolds(atom: Atom, values: readonly unknown[], facts: unknown): boolean {
  if (atom.kind === "opaque") return atom.holds(facts);
  const value = values[atom.fact];
  if (value === undefined) return atom.kind === "absent";
  return atom.kind === "fact" && satisfies(value, atom.predicate);
}
