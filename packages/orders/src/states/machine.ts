/** The states an order goes through: which step may follow which, and what must prove it. */
import type { Text } from "../text.ts";

/** What asserts a state: a person, a scanner, a courier's callback, a sales platform, or the runtime itself. */
export const EVIDENCE_KINDS = ["hand", "scan", "courier", "platform", "system"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface Evidence {
  kind: EvidenceKind;
  /** Who or what: a person, a scanner, the node's code. */
  by?: string;
}

export interface OrderState {
  id: string;
  label: Text;
  /** Position in the chain, from 1. States off the chain (held, cancelled, …) have none. */
  stage?: number;
  /** Nothing is expected to follow. */
  terminal?: true;
  /** Any one of these proves it; absent: nothing need. */
  evidence?: EvidenceKind[];
}

export interface StateTransition {
  from: string;
  to: string;
  /** In place of what the state itself demands. */
  evidence?: EvidenceKind[];
}

export interface StateMachine {
  initial: string;
  states: OrderState[];
  transitions: StateTransition[];
}

export type TransitionResult =
  | { outcome: "accepted"; from: string; to: string }
  /** It is already there: nothing to do, and no conflict. */
  | { outcome: "unchanged"; from: string; to: string }
  /** Refused: the order keeps its state, and the refusal is recorded as a state conflict. */
  | { outcome: "skipped"; from: string; to: string; missing: string[]; reason: Text }
  | { outcome: "illegal"; from: string; to: string; reason: Text }
  | { outcome: "unevidenced"; from: string; to: string; needs: EvidenceKind[]; reason: Text }
  | { outcome: "unknown_state"; from: string; to: string; unknown: string; reason: Text };

interface Index {
  byId: Map<string, OrderState>;
  byName: Map<string, OrderState>;
  moves: Map<string, Map<string, StateTransition>>;
  chain: OrderState[];
}

const indexes = new WeakMap<StateMachine, Index>();

function indexOf(machine: StateMachine): Index {
  const known = indexes.get(machine);
  if (known !== undefined) return known;
  const index: Index = { byId: new Map(), byName: new Map(), moves: new Map(), chain: [] };
  for (const state of machine.states) {
    index.byId.set(state.id, state);
    for (const name of [state.id, state.label.zh, state.label.en]) {
      const key = name.toLowerCase();
      if (!index.byName.has(key)) index.byName.set(key, state);
    }
    if (state.stage !== undefined) index.chain.push(state);
  }
  index.chain.sort((a, b) => (a.stage ?? 0) - (b.stage ?? 0));
  for (const move of machine.transitions) {
    const from = index.moves.get(move.from) ?? new Map<string, StateTransition>();
    from.set(move.to, move);
    index.moves.set(move.from, from);
  }
  indexes.set(machine, index);
  return index;
}

/** The state by its id, or by its name in either language, without regard to case. */
export function stateNamed(machine: StateMachine, name: string): OrderState | undefined {
  const index = indexOf(machine);
  return index.byId.get(name) ?? index.byName.get(name.toLowerCase());
}

const EVIDENCE_WORDS: Record<EvidenceKind, Text> = {
  hand: { zh: "人工确认", en: "a person's confirmation" },
  scan: { zh: "扫码记录", en: "a scan" },
  courier: { zh: "物流回传", en: "a courier callback" },
  platform: { zh: "平台状态", en: "the platform's status" },
  system: { zh: "系统记录", en: "a system record" },
};

/**
 * Whether an order in `from` may become `to`, proved by `evidence`. An order without a state is in the initial one. Only
 * "accepted" changes anything; a step of the chain that was left out is named in `missing`.
 */
export function transition(
  machine: StateMachine,
  from: string | undefined,
  to: string,
  evidence?: Evidence,
): TransitionResult {
  const index = indexOf(machine);
  const here = from ?? machine.initial;
  const move = { from: here, to };
  const source = index.byId.get(here);
  const target = index.byId.get(to);
  if (source === undefined || target === undefined) {
    const unknown = source === undefined ? here : to;
    return {
      outcome: "unknown_state",
      ...move,
      unknown,
      reason: { zh: `未知状态 ${unknown}`, en: `Unknown state ${unknown}` },
    };
  }
  if (here === to) return { outcome: "unchanged", ...move };
  const allowed = index.moves.get(here)?.get(to);
  if (allowed === undefined) return refuse(source, target, index);
  const needs = allowed.evidence ?? target.evidence;
  if (needs !== undefined && (evidence === undefined || !needs.includes(evidence.kind))) {
    return { outcome: "unevidenced", ...move, needs: [...needs], reason: lacking(target, needs) };
  }
  return { outcome: "accepted", ...move };
}

function refuse(source: OrderState, target: OrderState, index: Index): TransitionResult {
  const move = { from: source.id, to: target.id };
  const missing =
    source.stage === undefined || target.stage === undefined
      ? []
      : index.chain.filter(({ stage = 0 }) => stage > (source.stage ?? 0) && stage < (target.stage ?? 0));
  if (missing.length > 0) {
    const zh = missing.map((state) => state.label.zh).join("、");
    const en = missing.map((state) => state.label.en).join(", ");
    return {
      outcome: "skipped",
      ...move,
      missing: missing.map((state) => state.id),
      reason: {
        zh: `缺少「${zh}」，不能从「${source.label.zh}」到「${target.label.zh}」`,
        en: `${en} missing: cannot go from ${source.label.en} to ${target.label.en}`,
      },
    };
  }
  return {
    outcome: "illegal",
    ...move,
    reason: {
      zh: `不允许从「${source.label.zh}」到「${target.label.zh}」`,
      en: `${source.label.en} cannot become ${target.label.en}`,
    },
  };
}

function lacking(target: OrderState, needs: readonly EvidenceKind[]): Text {
  return {
    zh: `「${target.label.zh}」须有${needs.map((kind) => EVIDENCE_WORDS[kind].zh).join("或")}`,
    en: `${target.label.en} needs ${needs.map((kind) => EVIDENCE_WORDS[kind].en).join(" or ")}`,
  };
}

/** Goods that are back need no more of us, but for the refund. */
const BACK = "Returned";

/** In these something may still be decided: all but the last of the chain, those that nothing follows, and what came back. */
export function openStates(machine: StateMachine): Set<string> {
  const last = Math.max(...machine.states.map((state) => state.stage ?? 0));
  return new Set(
    machine.states
      .filter((state) => state.terminal !== true && state.id !== BACK && (last === 0 || state.stage !== last))
      .map((state) => state.id),
  );
}
