import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DEFAULT_FIGURES, type Figure, FigureTally, figureJudge, figureLookup } from "@switchyard/flow";
import { DEFAULT_SETTINGS, DEFAULT_STATE_MACHINE, type StateMachine, type WorkspaceSettings } from "@switchyard/orders";
import { expect, it } from "vitest";
import { check } from "../testing/scenarios/match.ts";
import { instant, type Scenario } from "../testing/scenarios/scenario.ts";
import { orderOf, Yard } from "../testing/yard.ts";
import { standingFacts } from "./standing-facts.ts";

const HOUR = 3_600_000;

/** What became of orders, told to the core itself; and the figure of them. */
class Day {
  readonly #yard: Yard;
  readonly #settings: WorkspaceSettings;
  readonly #at: number;
  #count = 0;

  constructor(end: number, machine: StateMachine) {
    this.#settings = { ...DEFAULT_SETTINGS, states: machine };
    this.#at = end - 12 * HOUR;
    this.#yard = new Yard([], { at: this.#at, settings: this.#settings });
  }

  orders(count: number, { paid, ways }: { paid: boolean; ways: string[] }): void {
    for (let n = 0; n < count; n += 1) {
      const id = `o${++this.#count}`;
      const order = orderOf(id, { received_at: this.#yard.now, ...(paid ? { paid_at: this.#at } : {}) });
      this.#yard.do({ type: "order_received", order });
      for (const to of ways)
        if (to === "cancel") this.#yard.do({ type: "order_cancelled", order: id });
        else
          this.#yard.do({
            type: "state_asserted",
            order: id,
            to,
            evidence: { kind: to === "PickedUp" ? "courier" : "scan" },
          });
    }
  }

  figure(figure: Figure): number | null {
    const { states } = this.#settings.states ?? DEFAULT_STATE_MACHINE;
    const { judge, reads } = figureJudge(figure, figureLookup({ states: states.map(({ id }) => id) }));
    const factsOf = standingFacts(reads, this.#settings);
    const tally = new FigureTally(figure);
    for (let n = 1; n <= this.#count; n += 1) {
      const state = this.#yard.order(`o${n}`);
      const facts = state === undefined ? null : factsOf(state, this.#yard.now);
      const judged = facts === null ? null : judge(facts, this.#yard.now);
      if (judged !== null) tally.add(judged);
    }
    return tally.value();
  }
}

const SHIPPED = ["Assigned", "Picked", "Checked", "Packed", "HandedOver", "PickedUp"];
const cancelRate = DEFAULT_FIGURES.find(({ id }) => id === "cancel_rate");

function cancelRateOf(
  { paid = 0, cancelPaidBeforeShip = 0, cancelAfterShip = 0, cancelUnpaid = 0 }: Counts,
  at: number,
) {
  const day = new Day(at, DEFAULT_STATE_MACHINE);
  const rest = paid - cancelPaidBeforeShip - cancelAfterShip;
  day.orders(cancelPaidBeforeShip, { paid: true, ways: ["Assigned", "Picked", "cancel"] });
  // What is on its way can only be intercepted; it comes back and the money goes back.
  day.orders(cancelAfterShip, { paid: true, ways: [...SHIPPED, "cancel", "Returned", "Refunded"] });
  day.orders(cancelUnpaid, { paid: false, ways: ["cancel"] });
  day.orders(rest >> 1, { paid: true, ways: SHIPPED });
  day.orders(rest - (rest >> 1), { paid: true, ways: [] });
  if (cancelRate === undefined) throw new Error("the default is gone");
  return day.figure(cancelRate);
}

/** A house whose orders may leave without having been scanned. */
const LEAVES_SCANS: StateMachine = {
  initial: "New",
  states: ["New", "Entered", "Shipped"].map((id) => ({ id, label: { zh: id, en: id } })),
  transitions: [
    { from: "New", to: "Entered" },
    { from: "Entered", to: "Shipped" },
    { from: "New", to: "Shipped" },
  ],
};
const MISSED: Figure = {
  ...{ id: "missed_scan", name: { zh: "漏扫率", en: "Missed-scan rate" }, kind: "share", by: "reached.Shipped" },
  that: { type: "comparison", fact: "reached.Entered", operator: "is_empty" },
};

function missedScanRateOf({ shipped = 0, withoutEntry = 0 }: Counts, at: number) {
  const day = new Day(at, LEAVES_SCANS);
  day.orders(withoutEntry, { paid: true, ways: ["Shipped"] });
  day.orders(shipped - withoutEntry, { paid: true, ways: ["Entered", "Shipped"] });
  day.orders(20, { paid: true, ways: ["Entered"] });
  return day.figure(MISSED);
}

type Counts = Record<string, number>;
const RATES: Record<string, (counts: Counts, at: number) => number | null> = {
  cancelRate: cancelRateOf,
  missedScanRate: missedScanRateOf,
};

it("figures of orders that were paid, shipped, cancelled and left unscanned", () => {
  const counts = { paid: 30, cancelPaidBeforeShip: 7, cancelAfterShip: 3, cancelUnpaid: 4 };
  expect(cancelRateOf(counts, Date.UTC(2026, 0, 31))).toBe(23.3);
  expect(missedScanRateOf({ shipped: 30, withoutEntry: 1 }, Date.UTC(2026, 0, 31))).toBe(3.3);
});

it("when a cancelled order was cancelled is known", () => {
  const yard = new Yard([], { at: 1_770_000_000_000 });
  yard.do({ type: "order_received", order: orderOf("A", { received_at: yard.now, brand: "B" }) });
  yard.do({ type: "order_cancelled", at: yard.now + HOUR, order: "A" });
  const factsOf = standingFacts(
    ["reached.Cancelled", "reached.PendingReview", "reached.Packed", "brand"],
    DEFAULT_SETTINGS,
  );
  const state = yard.order("A");
  expect(state && factsOf(state, yard.now)).toEqual({
    ...{ brand: "B", reached: { Cancelled: yard.now, PendingReview: yard.now - HOUR } },
  });
});

/** Beside the checkout, never part of it. */
const path =
  process.env.SCENARIOS ?? fileURLToPath(new URL("../../../../../shared/domain/scenarios.json", import.meta.url));
const scenarios = existsSync(path)
  ? (JSON.parse(readFileSync(path, "utf8")) as { scenarios: Scenario[] }).scenarios
  : [];
const ours = scenarios.filter(({ events }) => events.length > 0 && events.every(({ type }) => type === "KpiRun"));

it.skipIf(ours.length === 0)("[Z1] the seeds' figures hold (skipped where ../shared is absent)", () => {
  const wrong = ours.map(({ id, events, expect: expected, expectNot }) => {
    const told = events.flatMap(({ t, data }) =>
      expected.map(({ name }) => {
        const value = RATES[String(name)]?.(data as Counts, instant(t)) ?? null;
        return { at: instant(t), effect: "kpi", rule: null, fields: { name, value, unit: "%" } };
      }),
    );
    return [id, check(told, expected, expectNot)];
  });
  expect(wrong).toEqual(ours.map(({ id }) => [id, []]));
});
