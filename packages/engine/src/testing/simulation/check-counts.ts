/** Window counters equal a recount from the journal, at every decision that reads them. */

import type { StepResult } from "../../effect/result.ts";
import { type EngineEvent, happenedAt } from "../../event/event.ts";
import type { Shell } from "./shell.ts";
import { fail } from "./violation.ts";
import { CONFLICTS, WINDOW } from "./world.ts";

interface Counted {
  brand: string | undefined;
  channel?: string | undefined;
  happened: number;
  qty: number;
}
const CONFLICT_WINDOW = 6 * 3_600_000;
const HOLD = 1_800_000;

export class CountChecks {
  readonly #journal: Counted[] = [];
  readonly #conflicts: { channel: string; happened: number }[] = [];
  readonly #past = new Map<string, number>();

  see(event: EngineEvent, result: StepResult, shell: Shell): void {
    const happened = happenedAt(event);
    if (
      event.type === "order_received" &&
      result.records.some((one) => one.code === "accepted") &&
      happened >= event.at - WINDOW
    ) {
      const qty = event.order.lines.reduce((sum, line) => sum + line.qty, 0);
      this.#journal.push({ brand: event.order.brand, happened, qty });
    }
    if (event.type === "order_updated" && result.records.some((one) => one.code === "accepted")) {
      if (happened >= event.at - WINDOW)
        this.#journal.push({
          brand: event.order.brand,
          happened,
          qty: event.order.lines.reduce((sum, line) => sum + line.qty, 0),
        });
    }
    for (const decision of result.decisions) {
      const saw = decision.trace.find((one) => one.flow === "counts" && one.node === "read")?.saw;
      if (saw === undefined) continue;
      const order = shell.state.get({ kind: "order", key: decision.order });
      const brand = order?.kind === "order" ? order.order?.brand : undefined;
      const counts = (one: Counted) => brand !== undefined && one.brand === brand && one.happened >= event.at - WINDOW;
      const inside = this.#journal.filter(counts);
      const sum = inside.reduce((total, one) => total + one.qty, 0);
      if ((saw["count.brand"] ?? 0) !== inside.length)
        fail("recount", `count ${saw["count.brand"]} against ${inside.length} of ${brand}`);
      if ((saw["sum.pieces"] ?? 0) !== sum) fail("recount", `sum ${saw["sum.pieces"]} against ${sum} of ${brand}`);
    }
    this.#conflictsOf(event, result, shell, happened);
  }

  #conflictsOf(event: EngineEvent, result: StepResult, shell: Shell, happened: number): void {
    for (const { code, order } of result.records) {
      if (code !== "state_conflict" || order === null || happened < event.at - CONFLICT_WINDOW) continue;
      const state = shell.state.get({ kind: "order", key: order });
      const channel = state?.kind === "order" ? state.order?.channel : undefined;
      if (channel !== undefined) this.#conflicts.push({ channel, happened });
    }
    const count = (channel: string, at: number) =>
      this.#conflicts.filter((one) => one.channel === channel && one.happened >= at - CONFLICT_WINDOW).length;
    for (const { event: sent } of result.sends) {
      if (sent.type !== "tally") continue;
      const channel = sent.group[0] ?? "";
      if (sent.value !== count(channel, event.at))
        fail("recount", `breaker of ${channel} counts ${sent.value} against ${count(channel, event.at)}`);
    }
    if (event.type === "tally" && !result.records.some((one) => one.code === "duplicate")) {
      const channel = event.group[0] ?? "";
      if ((event.value ?? 0) <= CONFLICTS) this.#past.delete(channel);
      else if (!this.#past.has(channel)) this.#past.set(channel, happened);
    }
    for (const effect of result.effects) {
      if (effect.type !== "breaker_opened") continue;
      const now = event.type === "tally" ? event.value : count(effect.name, event.at);
      if (effect.value <= CONFLICTS || effect.value !== now) fail("breaker", `opened at ${effect.value}, count ${now}`);
      if (event.at < (this.#past.get(effect.name) ?? Number.POSITIVE_INFINITY) + HOLD)
        fail("breaker", `${effect.name} opened before its hold time was over`);
      this.#past.delete(effect.name);
    }
  }

  end(): void {
    // Counts are checked where they are read.
  }
}
