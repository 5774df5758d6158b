/** What each system said last of an order's state, by the order's journal; and how far along an order is by a state's word. */
import {
  canonicalState,
  courierAction,
  courierNode,
  type EvidenceKind,
  effectiveStatus,
  type StateMachine,
  statusMap,
} from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import { arrivalOf } from "../tracking/key-states.ts";

/**
 * The house itself; the courier; those that are called by a name: a platform, a source of orders, a key of a system; how it was seen; or a
 * system that shows no key, by the name that it gives itself.
 */
export type SystemKind = "house" | "courier" | "platform" | "source" | "key" | "scan" | "system";
export interface SystemWord {
  kind: SystemKind;
  /** Empty where the kind says all. */
  name: string;
  /** A state of the machine. */
  state: string;
  at: number;
}

type Entry = Pick<JournalEntry, "at" | "type" | "actor" | "data">;
interface Said {
  occurredAt?: number;
  platform?: string;
  statuses?: Record<string, string | number>;
  provider?: string;
  code?: string | number;
  text?: string;
  action?: string;
  to?: string;
  evidence?: { kind: EvidenceKind; by?: string };
  order?: { source?: string; status?: string };
  changed?: string[];
}

/**
 * The last word of each system, whether it was followed here or not. What a person said by hand is the house's own word, which
 * stands with the order. `keys`: names of API keys by id. A word that is older than the last one of its system is history.
 */
export function systemWords(entries: readonly Entry[], keys: ReadonlyMap<string, string>): SystemWord[] {
  const words = new Map<string, SystemWord>();
  const platforms: Known["platforms"] = new Map();
  for (const { at, type, actor, data } of entries) {
    if (!TELLING.has(type)) continue;
    const said = JSON.parse(data) as Said;
    const when = said.occurredAt ?? at;
    const word = wordOf(type, said, { key: keys.get(actor), platforms, when });
    if (word === null) continue;
    const name = `${word.kind} ${word.name}`;
    if (when >= (words.get(name)?.at ?? 0)) words.set(name, { ...word, at: when });
  }
  return [...words.values()];
}
const TELLING = new Set(["platform_status", "courier_node", "state_asserted", "order_updated"]);

type Word = Omit<SystemWord, "at"> | null;
interface Known {
  key: string | undefined;
  when: number;
  /** The newest code of each platform's fields: together they say one state. */
  platforms: Map<string, Map<string, { code: string | number; at: number }>>;
}

function wordOf(type: string, said: Said, { key, platforms, when }: Known): Word {
  switch (type) {
    case "platform_status":
      return platformWord(said, when, platforms);
    case "courier_node": {
      const { provider = "", code, text = "" } = said;
      const action = said.action ?? courierNode(provider, code, text).action.id;
      return named("courier", "", courierAction(action)?.canonical?.orderState);
    }
    case "state_asserted": {
      const seen = said.evidence?.kind ?? "hand";
      if (seen === "courier" || seen === "platform") return named(seen, "", said.to);
      if (key !== undefined) return named("key", key, said.to);
      if (seen === "system") return named("system", said.evidence?.by ?? "", said.to);
      return seen === "scan" ? named("scan", "", said.to) : null;
    }
    default:
      // A source that says a state with the order, and never again, tells of none.
      return said.changed?.includes("status") ? named("source", said.order?.source ?? "", said.order?.status) : null;
  }
}

function platformWord({ platform = "", statuses = {} }: Said, when: number, platforms: Known["platforms"]): Word {
  const all: NonNullable<ReturnType<typeof platforms.get>> = platforms.get(platform) ?? new Map();
  platforms.set(platform, all);
  for (const [field, code] of Object.entries(statuses))
    if (when >= (all.get(field)?.at ?? when)) all.set(field, { code, at: when });
  const { state, unknown } = effectiveStatus([...all].map(([field, { code }]) => statusMap(platform, field, code)));
  if (unknown.length > 0) return null;
  return named("platform", platform, canonicalState(state?.id ?? "")?.orderState);
}

const named = (kind: SystemKind, name: string, state: string | null | undefined): Word =>
  state == null || state === "" ? null : { kind, name, state };

/**
 * How far along an order is: systems know other steps, and a platform's "shipped" is our *In transit*. Steps in the house are one,
 * those with the courier are one, the ends beside the chain are one; any other state is by itself, but a held order is in the house.
 */
export function phaseOf(machine: StateMachine, state: string): string {
  const known = (id: string) => machine.states.find((one) => one.id === id);
  const { stage, terminal } = known(state) ?? {};
  if (stage === undefined) return terminal === true ? "closed" : state === "Held" ? "in_house" : state;
  if (stage >= (arrivalOf(machine)?.stage ?? Number.POSITIVE_INFINITY)) return "arrived";
  const out = known("HandedOver")?.stage ?? known("PickedUp")?.stage ?? Number.POSITIVE_INFINITY;
  return stage >= out ? "on_the_way" : "in_house";
}

const ALONG = ["in_house", "on_the_way", "arrived"];
const rankOf = (phase: string): number => (ALONG.includes(phase) ? ALONG.indexOf(phase) : ALONG.length);

/** The phases that each system is known to tell of, by what it said of other orders: a warehouse hears nothing of what follows a parcel's leaving. */
export class Telling {
  readonly #said = new Map<string, Set<string>>();

  hear({ kind, name }: Pick<SystemWord, "kind" | "name">, phase: string): void {
    const key = `${kind} ${name}`;
    this.#said.set(key, (this.#said.get(key) ?? new Set()).add(phase));
  }

  /** Whether two words on one order contradict each other: whoever is behind would have said what the other says. */
  differ(one: Told, other: Told): boolean {
    if (one.phase === other.phase) return false;
    const [behind, ahead] = rankOf(one.phase) <= rankOf(other.phase) ? [one, other] : [other, one];
    return rankOf(one.phase) === rankOf(other.phase) || this.#tells(behind, ahead.phase);
  }

  #tells({ kind, name }: Told, phase: string): boolean {
    if (kind === "house" || (kind === "platform" && name !== "")) return true;
    if (kind === "courier" && (phase === "on_the_way" || phase === "arrived")) return true;
    return this.#said.get(`${kind} ${name}`)?.has(phase) ?? false;
  }
}
export interface Told extends SystemWord {
  phase: string;
}
