/** Nothing passes a closed gate, nothing is lost behind it, and what waited comes out in the order in which it came. */

import type { StepResult } from "../../effect/result.ts";
import type { EngineEvent } from "../../event/event.ts";
import type { Shell } from "./shell.ts";
import { fail } from "./violation.ts";

export class GateChecks {
  readonly #paused = new Set<string>();
  readonly #pool = new Map<string, string[]>();
  readonly #out = new Map<string, string[]>();
  readonly #done = new Set<string>();
  readonly #twice = new Set<string>();
  readonly #left = new Set<string>();
  readonly #opened = new Set<string>();

  see(event: EngineEvent, result: StepResult, shell: Shell): void {
    if (
      (event.type === "order_received" || event.type === "order_updated") &&
      this.#paused.has(event.order.channel ?? "")
    ) {
      const passed = result.records.find((one) => one.code === "accepted" || one.code === "updated");
      if (passed !== undefined) fail("gates", `${event.type} passed the closed gate of ${event.order.channel}`);
    }
    // A shell has an inbox; without one a second copy may pause anew, and its orders take the news for a copy as well.
    if (event.type === "paused_by_hand" || event.type === "resumed") {
      if (this.#done.has(event.id)) this.#twice.add(event.name);
      this.#done.add(event.id);
    }
    // What is routed out of a paused destination keeps what its flows did of that until it is looked at again.
    for (const effect of result.effects)
      if (effect.type === "tag" && effect.tag === "stuck") this.#left.delete(effect.order ?? "");
    for (const effect of result.effects)
      if (effect.type === "route" && effect.overridden === undefined) this.#left.add(effect.order ?? "");
    for (const effect of result.effects) {
      if (effect.type === "breaker_opened") {
        if (this.#opened.has(effect.name)) fail("breaker", `${effect.name} opened twice`);
        this.#opened.add(effect.name);
        if (shell.state.get({ kind: "channel", key: `gate/channel/${effect.name}` })?.kind !== "gate")
          fail("breaker", `${effect.name} opened, its channel is not paused`);
      }
      if (effect.type === "breaker_closed") this.#opened.delete(effect.name);
      if (effect.type === "pause" && effect.target === "channel") this.#paused.add(effect.name);
      if (effect.type === "pool")
        this.#pool.set(effect.name, [...(this.#pool.get(effect.name) ?? []), effect.order ?? ""]);
      if (effect.type === "resume") {
        this.#paused.delete(effect.name);
        const waiting = this.#pool.get(effect.name) ?? [];
        this.#pool.delete(effect.name);
        this.#out.set(effect.name, [...(this.#out.get(effect.name) ?? []), ...waiting]);
        const replay = result.effects.find((one) => one.type === "replay" && one.name === effect.name);
        const count = replay?.type === "replay" ? replay.count : 0;
        if (count !== waiting.length) fail("nothing is lost", `${effect.name} replays ${count} of ${waiting.length}`);
      }
    }
    if (event.type === "unpool" && result.records.some(({ code }) => code === "unpooled" || code === "gone")) {
      const next = this.#out.get(event.name)?.shift();
      if (next !== event.order) fail("order of replay", `${event.order} came out before ${next}`);
    }
  }

  /** Every order has heard of what it stands in, and is listed there alone. */
  midway(shell: Shell): void {
    const listed = new Map<string, string[]>();
    for (const [{ key }, value] of shell.state.entries())
      for (const order of value.kind === "given" ? value.orders.flat() : [])
        listed.set(order, [...(listed.get(order) ?? []), key.split("/")[1] ?? ""]);
    for (const [{ key }, value] of shell.state.entries()) {
      if (value.kind !== "order") continue;
      const isOpen = shell.prepared.openStates.has(value.status) && value.cancelled !== true;
      const stands = isOpen && value.destination !== undefined ? [value.destination] : [];
      if (String(listed.get(key) ?? []) !== String(stands))
        fail("destinations", `${key} stands in ${stands}, listed under ${listed.get(key)}`);
      const isPaused = stands.some((name) => this.#isPaused(shell, name));
      const isTagged = value.tags?.stuck !== undefined;
      if (stands.some((name) => this.#twice.has(name))) continue;
      if (isOpen && isTagged !== isPaused && !(isTagged && this.#left.has(key)))
        fail("destinations", `${key} stands in ${stands}, paused ${isPaused}, tagged ${value.tags?.stuck}`);
    }
  }

  #isPaused(shell: Shell, name: string): boolean {
    const gate = shell.state.get({ kind: "channel", key: `gate/destination/${name}` });
    return gate?.kind === "gate" && Object.keys(gate.paused).length > 0;
  }

  end(shell: Shell): void {
    for (const [name, out] of this.#out)
      if (out.length > 0) fail("nothing is lost", `${out} never came out of ${name}`);
    for (const [key, value] of shell.state.entries()) {
      if (value.kind !== "order") continue;
      const isFrozen = (value.order?.lines ?? []).some(({ batch_no }) => {
        const lot = shell.state.get({ kind: "channel", key: `freeze/batch/${batch_no}` });
        return lot?.kind === "freeze" && Object.keys(lot.by).length > 0;
      });
      if (value.cancelled !== true && (value.frozen !== undefined) !== isFrozen)
        fail("freezes", `${key.key} frozen ${value.frozen}, its lot ${isFrozen}`);
    }
  }
}
