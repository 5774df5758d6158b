/** What came of a run, in the form that golden orders expect: sorted, and without anything that a redrawing alone would change. */
import type { ExpectedBatch, ExpectedMessage, ExpectedWatch } from "@switchyard/flow";
import type { Effect, JournalRecord } from "../effect/effect.ts";
import type { StepResult } from "../effect/result.ts";
import { namesOf } from "../prepare/prepare.ts";
import { standingOf } from "./moment.ts";
import type { WholeOutcome } from "./run.ts";
import type { TriedYard } from "./yard.ts";

export interface OutcomeSoFar {
  take(result: StepResult, at: number): void;
  whole(): WholeOutcome;
}

const WATCH_ENDS: Partial<Record<JournalRecord["code"], ExpectedWatch["outcome"]>> = {
  watch_started: "open",
  watch_restarted: "open",
  watch_kept: "kept",
  watch_breached: "breached",
  watch_cancelled: "cancelled",
};

export function createOutcome(yard: TriedYard, start: number): OutcomeSoFar {
  const messages: ExpectedMessage[] = [];
  const watches = new Map<string, ExpectedWatch>();
  const batches = new Map<string, ExpectedBatch>();
  const lines = new Map<string, { line: number; destination: string }[]>();
  const keys = (ids: readonly string[] | undefined) => (ids ?? []).flatMap((id) => yard.keyOf(id) ?? []).sort();

  function takeEffect(effect: Effect, at: number): void {
    const said = messageOf(effect);
    if (said !== null) messages.push({ ...said, key: yard.keyOf(effect.order), after: at - start });
    if (effect.type === "route" && effect.lines !== undefined) {
      const key = yard.keyOf(effect.order) ?? "";
      const more = effect.lines.map((line) => ({ line, destination: effect.destination }));
      lines.set(
        key,
        [...(lines.get(key) ?? []), ...more].sort((a, b) => a.line - b.line),
      );
    }
    if (!("batch" in effect)) return;
    const node = effect.origin?.node ?? "";
    const known = batches.get(effect.batch) ?? { node, orders: [], outcome: "open" };
    if (effect.type === "batch_closed") batches.set(effect.batch, { ...known, outcome: effect.reason });
    else if (effect.type === "batch_void") batches.set(effect.batch, { ...known, outcome: "void" });
    else batches.set(effect.batch, { ...known, orders: keys(effect.orders) });
  }

  return {
    take({ effects, records }, at) {
      for (const effect of effects) takeEffect(effect, at);
      for (const { code, order, data } of records) {
        const outcome = WATCH_ENDS[code];
        const key = yard.keyOf(order);
        if (outcome === undefined || key === null || typeof data.watch !== "string") continue;
        const { node } = namesOf(data.watch);
        watches.set(`${node} ${key}`, { node, key, outcome });
      }
    },
    whole: () => ({
      orders: [...yard.ids.keys()].map((key) => {
        const { outcome, destination, tags, status, held, frozen } = standingOf(yard, key);
        const state = yard.order(key);
        return {
          key, outcome, destination, lines: lines.get(key) ?? [], tags: [...tags].sort(), status, held, frozen,
          fields: { ...state?.fields }, added: (state?.lines ?? []).map(({ sku, qty }) => ({ sku, qty })),
        }; // biome-ignore format: a record
      }),
      messages,
      watches: [...watches.values()],
      batches: [...batches.values()],
    }),
  };
}

function messageOf(effect: Effect): Omit<ExpectedMessage, "key" | "after"> | null {
  switch (effect.type) {
    case "alert":
      return { type: "alert", to: effect.to, level: effect.level, text: effect.text };
    case "task":
      return { type: "task", to: effect.to, level: null, text: effect.title };
    case "notify":
      return { type: "notify", to: [effect.to], level: null, text: effect.template };
    case "webhook":
      return { type: "webhook", to: [effect.endpoint], level: null, text: effect.event };
    case "approval_asked":
      return { type: "approval", to: effect.approvers, level: effect.level, text: effect.title };
    default:
      return null;
  }
}
