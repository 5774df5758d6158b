/** A watch ends exactly once; it is kept in time and breached only when it was not; late evidence takes an alert back. */

import type { StepResult } from "../../effect/result.ts";
import { type EngineEvent, happenedAt } from "../../event/event.ts";
import { fail } from "./violation.ts";

interface Watch {
  start: number;
  deadline: number;
  status: "open" | "breached" | "ended";
}

export class WatchChecks {
  readonly #watches = new Map<string, Watch>();
  readonly #assigned = new Map<string, number[]>();

  see(event: EngineEvent, result: StepResult): void {
    const happened = happenedAt(event);
    for (const effect of result.effects) {
      if (effect.type === "state" && effect.to === "Assigned" && effect.order !== null) {
        this.#mustResolve(effect.order, happened, result);
        this.#assigned.set(effect.order, [...(this.#assigned.get(effect.order) ?? []), happened]);
      }
      if (effect.type === "resolve" && effect.order !== null) this.#resolved(`${effect.order}|${effect.watch}`);
    }
    for (const { code, order, data } of result.records) {
      if (!code.startsWith("watch_")) continue;
      const key = `${order}|${data.watch}`;
      const known = this.#watches.get(key);
      const { start, deadline } = data as { start: number; deadline: number };
      if (code === "watch_started" || code === "watch_restarted") {
        if ((known?.status === "open") !== (code === "watch_restarted"))
          fail("a watch ends once", `${code} of ${key} while ${known?.status}`);
        if (start !== happened && !key.endsWith("|due/before"))
          fail("counted from when it happened", `${key} starts at ${start}, happened ${happened}`);
        this.#watches.set(key, { start, deadline, status: "open" });
        continue;
      }
      if (known === undefined || known.status !== "open")
        fail("a watch ends once", `${code} of ${key} while ${known?.status}`);
      else this.#ended(code, key, known, event, happened);
    }
    for (const { code, order } of result.records) if (code === "cancelled") this.#mustHaveEnded(`${order}|`);
    this.#paths(result);
  }

  #ended(code: string, key: string, watch: Watch, event: EngineEvent, happened: number): void {
    const [order = "", name = ""] = key.split("|");
    watch.status = code === "watch_breached" ? "breached" : "ended";
    const inTime = (this.#assigned.get(order) ?? []).some((at) => at >= watch.start && at <= watch.deadline);
    // When a parcel was picked up is not noted here: the courier says it, or a person.
    if (code === "watch_kept" && happened > watch.deadline && !inTime && name !== "due/before")
      fail("kept in time", key);
    if (code !== "watch_breached") return;
    const isStrict = name !== "promise/two" && name !== "due/before";
    if (isStrict ? event.at <= watch.deadline : event.at < watch.deadline)
      fail("breached in time", `${key} at ${event.at}, deadline ${watch.deadline}`);
    if (name.startsWith("promise") && inTime) fail("kept in time", `${key} was breached though it was reached`);
  }

  #mustResolve(order: string, happened: number, result: StepResult): void {
    for (const name of ["promise/two", "promise/four"]) {
      const watch = this.#watches.get(`${order}|${name}`);
      if (watch === undefined || happened < watch.start || happened > watch.deadline) continue;
      if (
        watch.status === "breached" &&
        !result.effects.some((effect) => effect.type === "resolve" && effect.watch === name)
      )
        fail("late evidence", `${order} ${name}`);
      if (
        watch.status === "open" &&
        !result.records.some((one) => one.code === "watch_kept" && one.data.watch === name)
      )
        fail("kept in time", `${order} ${name} was not kept`);
    }
  }

  #mustHaveEnded(order: string): void {
    for (const [key, watch] of this.#watches) {
      if (key.startsWith(order) && watch.status === "open") fail("cancelled with the order", key);
    }
  }

  #resolved(key: string): void {
    const watch = this.#watches.get(key);
    if (watch?.status !== "breached") fail("late evidence", `${key} resolved while ${watch?.status}`);
    else watch.status = "ended";
  }

  /** Each breach runs its path once, each kept promise its own. */
  #paths(result: StepResult): void {
    const count = (code: string, watch: string) =>
      result.records.filter((one) => one.code === code && one.data.watch === watch).length;
    const alerts = (level: number) =>
      result.effects.filter((one) => one.type === "alert" && one.level === level && one.origin?.flow === "promise")
        .length;
    const tasks = result.effects.filter((one) => one.type === "task").length;
    const kept = result.effects.filter((one) => one.type === "webhook" && one.event === "kept").length;
    if (count("watch_breached", "promise/two") !== alerts(1)) fail("breach path once", `level 1: ${alerts(1)}`);
    if (count("watch_breached", "promise/four") !== alerts(2)) fail("breach path once", `level 2: ${alerts(2)}`);
    if (count("watch_breached", "courier/gap") !== tasks) fail("breach path once", `task: ${tasks}`);
    if (count("watch_kept", "promise/two") !== kept) fail("kept path once", `${kept}`);
  }

  end(): void {
    // Open ones are looked for in the state, where their timers are known.
  }
}
