/** One order put to figures: what each says of it, and what figures are split by. */
import { type OrderState, standingFacts } from "@switchyard/engine";
import { type Figure, type FigureJudge, figureJudge, figureLookup } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE, type Facts, factValue, type WorkspaceSettings } from "@switchyard/orders";
import type { ChangedOrder } from "@switchyard/store";
import type { OrderJudged } from "./judged-orders.ts";

/** What conditions of figures may name here. */
export function lookupOf(settings: WorkspaceSettings) {
  const { states } = settings.states ?? DEFAULT_STATE_MACHINE;
  return figureLookup({ states: states.map(({ id }) => id), customFields: settings.customFields });
}

const FACTS = ["source", "brand", "province", "channel", "carrier"];
/** The place of the brand among the parts. */
export const BRAND = 1;
/** Fields of the workspace's own by which figures are split: so many. */
const MOST_OWN = 8;

/** By what figures are split. `source` and `brand` come first: they also tell whose an order is. `step`: where it stayed longest. */
export const partsOf = ({ customFields }: WorkspaceSettings): string[] => [
  ...[...FACTS, "destination", "step"],
  ...customFields
    .filter(({ type }) => type === "text" || type === "code")
    .slice(0, MOST_OWN)
    .map(({ name }) => `custom.${name}`),
];

/** Of these figures those whose orders can be kept: what they say of an order stays until there is news of it. */
export function keepable(figures: readonly Figure[], settings: WorkspaceSettings): Figure[] {
  const lookup = lookupOf(settings);
  return figures.filter((figure) => !figureJudge(figure, lookup).isByClock);
}

export interface OrderJudge {
  judges: readonly FigureJudge[];
  /** Null: the order itself has not come. */
  judge(order: ChangedOrder, now: number): OrderJudged | null;
}

/** The figures must have been found right. */
export function orderJudge(figures: readonly Figure[], settings: WorkspaceSettings): OrderJudge {
  const lookup = lookupOf(settings);
  const judges = figures.map((figure) => figureJudge(figure, lookup));
  const parts = partsOf(settings);
  const named = parts.filter((part) => part !== "destination" && part !== "step");
  const factsOf = standingFacts([...new Set([...named, ...judges.flatMap(({ reads }) => reads)])], settings);
  const part = (name: string, facts: Facts, state: OrderState): string | null => {
    if (name === "destination") return state.destination ?? null;
    if (name === "step") return longestStep(state, settings);
    const value = factValue(facts, name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  return {
    judges,
    judge({ id, state }, now) {
      const facts = factsOf(state, now);
      if (facts === null) return null;
      return {
        id,
        parts: parts.map((name) => part(name, facts, state)),
        judged: judges.map(({ judge }) => judge(facts, now)),
      };
    },
  };
}

/** The state in which an order stayed longest of those that it has left; null: it has left none. Of equal ones the first. */
export function longestStep({ order, reached = {} }: OrderState, settings: WorkspaceSettings): string | null {
  if (order === null) return null;
  const { initial } = settings.states ?? DEFAULT_STATE_MACHINE;
  // What a source tells later may have happened before the order came.
  const began = Math.min(order.received_at, ...Object.values(reached));
  const stops = Object.entries({ [initial]: began, ...reached }).sort(([, a], [, b]) => a - b);
  let longest: { state: string; ms: number } | null = null;
  for (const [place, [state, at]] of stops.slice(0, -1).entries()) {
    const ms = (stops[place + 1]?.[1] ?? at) - at;
    if (longest === null || ms > longest.ms) longest = { state, ms };
  }
  return longest?.state ?? null;
}
