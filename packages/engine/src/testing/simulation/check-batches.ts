/** An order is in at most one open batch; batches hold what their members bring; windows and limits are kept. */

import type { StepResult } from "../../effect/result.ts";
import { type EngineEvent, happenedAt } from "../../event/event.ts";
import { membersOf } from "../../yard/members.ts";
import type { Shell } from "./shell.ts";
import { fail } from "./violation.ts";
import { MERGE, MOST_ORDERS } from "./world.ts";

const WAITING = new Set(["Held", "Refunded"]);

interface Batch {
  members: Set<string>;
  opened: number;
}

function piecesOf(shell: Shell, id: string): number {
  const order = shell.state.get({ kind: "order", key: id });
  return order?.kind === "order" ? (order.order?.lines ?? []).reduce((all, line) => all + line.qty, 0) : 0;
}

export class BatchChecks {
  readonly #open = new Map<string, Batch>();
  readonly #cancelled = new Set<string>();
  /** Orders that no brand is known of. */
  readonly #keyless = new Set<string>();

  see(event: EngineEvent, result: StepResult, shell: Shell): void {
    for (const { code, order } of result.records)
      if (code === "cancelled" && order !== null) this.#cancelled.add(order);
    for (const effect of result.effects) {
      if (effect.type === "batch_joined")
        this.#joined(effect.batch, effect.order ?? "", happenedAt(event), effect.orders ?? [], effect.closes_at);
      if (effect.type === "batch_left") this.#left(effect.batch, effect.order ?? "");
      if (effect.type === "batch_void") this.#ended(effect.batch, [], "void");
      if (effect.type !== "batch_closed") continue;
      this.#closed(event, effect.batch, effect.orders ?? [], effect.reason);
      const pieces = (effect.orders ?? []).reduce((sum, id) => sum + piecesOf(shell, id), 0);
      if (effect.qty !== pieces) fail("members", `${effect.batch} says ${effect.qty} pieces, holds ${pieces}`);
    }
    this.#belongs(event, shell);
    if (event.type === "order_received" || event.type === "order_updated") this.#hears(event.order.id, result, shell);
    this.#keptBack(result, shell);
    for (const [id, batch] of this.#open)
      if (batch.members.size >= MOST_ORDERS) fail("limits", `${id} holds ${batch.members.size}`);
  }

  #joined(id: string, order: string, happened: number, orders: string[], closes: number): void {
    for (const [other, batch] of this.#open)
      if (batch.members.has(order)) fail("one open batch", `${order} is in ${other} and joins ${id}`);
    if (this.#cancelled.has(order)) fail("one open batch", `${order} is cancelled and joins`);
    const batch = this.#open.get(id) ?? { members: new Set<string>(), opened: happened };
    batch.opened = Math.min(batch.opened, happened);
    batch.members.add(order);
    this.#open.set(id, batch);
    if (happened > batch.opened + MERGE) fail("window", `${order} joined ${id} too late`);
    if (closes !== batch.opened + MERGE) fail("window", `${id} closes at ${closes}, opened at ${batch.opened}`);
    this.#same(id, batch, orders);
  }

  /** Its order is where it belongs: not cancelled, and of the batch's brand. */
  #belongs(event: EngineEvent, shell: Shell): void {
    const order =
      event.type === "order_updated" ? event.order.id : event.type === "order_cancelled" ? event.order : null;
    if (order === null) return;
    const state = shell.state.get({ kind: "order", key: order });
    const brand = state?.kind === "order" ? state.order?.brand : undefined;
    for (const [id, batch] of this.#open) {
      if (!batch.members.has(order)) continue;
      if (this.#cancelled.has(order)) fail("members", `${order} is cancelled and stays in ${id}`);
      if (!id.startsWith(`merge/join/${brand}@`)) fail("members", `${order} of ${brand} is in ${id}`);
    }
  }

  /** An order that learns of its brand is led to its batch, as one that came with it. */
  #hears(id: string, { records, decisions, effects }: StepResult, shell: Shell): void {
    if (!records.some(({ code, order }) => order === id && (code === "accepted" || code === "updated"))) return;
    const state = shell.state.get({ kind: "order", key: id });
    if (state?.kind !== "order") return;
    if (state.order?.brand === undefined) return void this.#keyless.add(id);
    const isLookedAt = decisions.some(({ order, reason }) => order === id && !`${reason}`.includes(":"));
    if (!this.#keyless.delete(id) || !isLookedAt) return;
    const isKeptBack = state.holds !== undefined || state.frozen !== undefined || WAITING.has(state.status);
    const joined = effects.some(({ type, order }) => type === "batch_joined" && order === id);
    if (!joined && !isKeptBack) fail("members", `${id} has a brand now and joins nothing`);
  }

  /** Who is held or frozen is in no open batch and remembers where it belongs; who is not stands aside from none. */
  #keptBack(result: StepResult, shell: Shell): void {
    for (const { key, value } of result.writes) {
      if (value?.kind !== "order") continue;
      const isKeptBack = value.holds !== undefined || value.frozen !== undefined || WAITING.has(value.status);
      for (const [id, batch] of this.#open)
        if (isKeptBack && batch.members.has(key.key)) fail("kept back", `${key.key} is held and stays in ${id}`);
      if (!isKeptBack && value.aside !== undefined) fail("kept back", `${key.key} is let go and stands aside`);
    }
    for (const { type, orders } of result.effects) {
      if (type !== "batch_closed") continue;
      for (const id of orders ?? []) {
        const order = shell.state.get({ kind: "order", key: id });
        if (order?.kind === "order" && order.holds !== undefined) fail("kept back", `${id} is held and goes out`);
      }
    }
  }

  #left(id: string, order: string): void {
    if (this.#open.get(id)?.members.delete(order) !== true)
      fail("one open batch", `${order} left ${id} without being in it`);
  }

  #closed(event: EngineEvent, id: string, orders: string[], reason: string): void {
    const batch = this.#open.get(id);
    if (batch === undefined) fail("closed once", id);
    if (batch === undefined) return;
    const closes = batch.opened + MERGE;
    if (reason === "window" && event.type === "timer_due" && event.at < closes)
      fail("window", `${id} closed before its end`);
    if (reason === "window" && event.type !== "timer_due") {
      const happened = happenedAt(event);
      if (happened >= batch.opened && happened <= closes) fail("window", `${id} closed on one that fits it`);
    }
    this.#same(id, batch, orders);
    this.#open.delete(id);
  }

  #ended(id: string, orders: string[], why: string): void {
    const batch = this.#open.get(id);
    if (batch === undefined || batch.members.size !== orders.length) fail("closed once", `${id} ${why}`);
    this.#open.delete(id);
  }

  #same(id: string, batch: Batch, orders: string[]): void {
    if (orders.length !== batch.members.size || orders.some((order) => !batch.members.has(order))) {
      fail("members", `${id}: ${orders} against ${[...batch.members]}`);
    }
  }

  end(shell: Shell): void {
    for (const [key, value] of shell.state.entries()) {
      if (value.kind !== "batch") continue;
      const members = membersOf(value);
      const qty = members.reduce((sum, id) => sum + piecesOf(shell, id), 0);
      if (value.count !== members.length || value.qty !== qty)
        fail("members", `${key.key} says ${value.count}/${value.qty}, holds ${members.length}/${qty}`);
    }
    if (this.#open.size > 0) fail("window", `${[...this.#open.keys()]} never closed`);
  }
}
