/** What two versions of a flow did since one of them began to be rolled out, side by side. */
import { type Decision, decisionReason } from "@switchyard/engine";
import type { Guards } from "@switchyard/store";

export interface Figures {
  /** Orders whose first decision was made by the version. */
  orders: number;
  /** Of them: no rule matched. */
  undecided: number;
  /** Alerts that the version's own nodes gave, by whatever event. */
  alerts: number;
  /** Times that its orders had to be parked because the flow failed or did too much. */
  errors: number;
  /** Destination → orders. */
  destinations: Record<string, number>;
}

const FAILED = new Set(["failed", "over_budget"]);

/** Counts decisions of one flow, by version. */
export class RollOutCount {
  readonly #versions = new Map<number, Figures>();
  readonly #seen = new Set<string>();
  readonly flow: string;

  constructor(flow: string) {
    this.flow = flow;
  }

  take(decision: Decision): void {
    const version = decision.flows.find(({ flow }) => flow === this.flow)?.version;
    if (version === undefined) return;
    const figures = this.of(version);
    for (const { type, origin } of decision.effects)
      if (type === "alert" && origin?.flow === this.flow && origin.version === version) figures.alerts += 1;
    if (decision.outcome === "parked" && FAILED.has(decisionReason(decision).code)) figures.errors += 1;
    if (this.#seen.has(decision.order)) return;
    this.#seen.add(decision.order);
    figures.orders += 1;
    if (decision.outcome === "undecided") figures.undecided += 1;
    const { destination } = decision;
    if (destination !== null) figures.destinations[destination] = (figures.destinations[destination] ?? 0) + 1;
  }

  of(version: number): Figures {
    const known = this.#versions.get(version);
    if (known !== undefined) return known;
    const fresh: Figures = { orders: 0, undecided: 0, alerts: 0, errors: 0, destinations: {} };
    this.#versions.set(version, fresh);
    return fresh;
  }
}

export interface Exceeded {
  what: "alerts" | "undecided" | "errors";
  /** Of the version that is rolled out. */
  per_hundred: number;
  /** The baseline's own, and what the guard lets it be more. */
  most: number;
}

const round = (number: number) => Math.round(number * 100) / 100;
const perHundred = (figures: Figures, what: Exceeded["what"]) =>
  round((figures[what] * 100) / Math.max(figures.orders, 1));

/**
 * The first guard that is exceeded: so many more per hundred orders than of the baseline, which decides the others meanwhile (a flow
 * that alerts of every order is no worse for it). Null while there are too few orders to tell, or all is well.
 */
export function exceeded(version: Figures, baseline: Figures, guards: Guards): Exceeded | null {
  if (version.orders < guards.after) return null;
  for (const what of ["errors", "undecided", "alerts"] as const) {
    const more = guards[what];
    if (more === undefined) continue;
    const most = round(perHundred(baseline, what) + more);
    const per_hundred = perHundred(version, what);
    if (per_hundred > most) return { what, per_hundred, most };
  }
  return null;
}
