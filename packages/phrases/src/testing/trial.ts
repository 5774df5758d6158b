import { type Effect, type EngineEvent, MemoryState, nextSchedules, prepare, settle } from "@switchyard/engine";
import { compileFlow, type Duration } from "@switchyard/flow";
import { addDuration, DEFAULT_SETTINGS, readOrder, type WorkspaceSettings } from "@switchyard/orders";
import { fragmentDocument } from "../accept.ts";
import type { Fragment } from "../understanding.ts";
import { MACHINE, WORDS } from "./workspace.ts";

/**
 * What happens to orders, in short: an order as a source sends it (A, B, C … in turn), a change of the last one, the clock set,
 * or words: `wait 2h`, `reach Assigned`, `courier in_transit`, `refund`, `cancel`, `stock SKU 4`, `measure NAME 0.9`, `conflict`,
 * `approve`, `reject`, `split DESTINATION percent DESTINATION`.
 */
export type TrialStep =
  | string
  | { order: Record<string, unknown> }
  | { update: Record<string, unknown> }
  | { measure: string; value?: number; data?: Record<string, unknown> }
  | { sale: "complaint" | "return" | "exchange" | "refund"; data: Record<string, unknown> }
  | { at: string };

export interface Trial {
  steps: TrialStep[];
  /** Everything that the flow must have done by then, in any order, and nothing else. */
  does: string[];
}

/** 2026-01-19T10:00:00+08:00, a Monday. */
const START = Date.UTC(2026, 0, 19, 2);
const KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** What no other state leads to: asserting it is a conflict. */
const NEVER = "Held";
/** Every state can follow every other: what a corpus is about is not which state may. */
const SETTINGS: WorkspaceSettings = {
  ...DEFAULT_SETTINGS,
  states: {
    ...MACHINE,
    transitions: MACHINE.states.flatMap(({ id: from }) =>
      MACHINE.states
        .filter(({ id }) => id !== from && id !== MACHINE.initial && id !== NEVER)
        .map(({ id: to }) => ({ from, to })),
    ),
  },
  customFields: [
    ...(WORDS.customFields ?? []),
    { name: "workshop", type: "text", label: { zh: "车间", en: "Workshop" } },
  ],
};

type Said<E = EngineEvent> = E extends EngineEvent ? Omit<E, "id" | "at"> : never;

/** Runs orders through a fragment, on the real engine, and says in short what was done; null where it cannot run at all. */
export function tryOut(fragment: Fragment, steps: readonly TrialStep[]): string[] | null {
  const document = fragmentDocument(fragment, "trial");
  const context = {
    ...WORDS,
    flow: "f",
    version: 1,
    validated: true,
    destinations: [],
    people: [],
    states: [],
    flows: {},
  };
  const compiled = compileFlow(document, context);
  if (!compiled.ok) return null;
  const split = typeof steps[0] === "string" && steps[0].startsWith("split ") ? steps[0].split(" ") : null;
  const yard = new TrialYard(prepare([compiled.program], SETTINGS));
  if (split !== null) return shares(yard, split.slice(1));
  for (const step of steps) yard.play(step);
  return yard.said();
}

function shares(yard: TrialYard, [first = "", percent = "", second = ""]: string[]): string[] {
  const count = 2000;
  for (let index = 0; index < count; index += 1)
    yard.play({ order: { external_id: `S${index}`, customer_id: `C${index}`, brand: `B${index}` } });
  const routed = (to: string) => yard.effects.filter((one) => one.type === "route" && one.destination === to).length;
  const near = Math.abs(routed(first) / count - Number(percent) / 100) < 0.02;
  return [near && routed(first) + routed(second) === count ? "ok" : "not ok"];
}

class TrialYard {
  readonly effects: Effect[] = [];
  readonly #state = new MemoryState();
  readonly #prepared: ReturnType<typeof prepare>;
  readonly #said: Record<string, unknown>[] = [];
  #now = START;
  #count = 0;

  constructor(prepared: ReturnType<typeof prepare>) {
    this.#prepared = prepared;
  }

  play(step: TrialStep): void {
    if (typeof step === "string") {
      const words = step.split(" ");
      if (words[0] === "wait") this.#pass(addDuration(this.#now, spanOf(words[1] ?? ""), SETTINGS));
      else this.#do(this.#eventOf(words));
    } else if ("at" in step) this.#pass(Date.parse(step.at));
    else if ("sale" in step)
      this.#do({ type: "after_sale", order: `o-${this.#said.length}`, kind: step.sale, data: step.data });
    else if ("measure" in step) this.#do({ type: "measure_observed", order: `o-${this.#said.length}`, ...step });
    else if ("order" in step) {
      this.#said.push(step.order);
      this.#do({ type: "order_received", order: this.#read(step.order) });
    } else {
      const whole = { ...this.#said.at(-1), ...step.update };
      this.#said[this.#said.length - 1] = whole;
      this.#do({ type: "order_updated", order: this.#read(whole), changed: Object.keys(step.update) });
    }
  }

  #read(input: Record<string, unknown>) {
    const id = `o-${this.#said.length}`;
    const read = readOrder(
      { source: "test", external_id: id, ...input },
      { settings: SETTINGS, receivedAt: this.#now, id },
    );
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return read.order;
  }

  #eventOf([verb = "", name = "", value = ""]: string[]): Said {
    const order = `o-${this.#said.length}`;
    switch (verb) {
      case "reach":
        return { type: "state_asserted", order, to: name, evidence: { kind: evidenceFor(name) } };
      case "conflict":
        return { type: "state_asserted", order, to: NEVER, evidence: { kind: "hand" } };
      case "courier":
        return { type: "courier_node", order, action: name };
      case "cancel":
        return { type: "order_cancelled", order, by: "test" };
      case "stock":
        return { type: "stock_changed", sku: name, available: Number(value) };
      case "measure": {
        const measured = value === "" ? {} : { value: Number(value) };
        return { type: "measure_observed", measure: name, order, ...measured };
      }
      case "approve":
      case "reject": {
        const asked = this.effects.findLast(({ type }) => type === "approval_asked")?.origin?.node ?? "";
        const decision = verb === "approve" ? "approved" : "rejected";
        return { type: "approval_decided", order, approval: `f/${asked}`, decision, by: "test" };
      }
      case "complaint":
      case "return":
      case "exchange":
      case "refund":
        return { type: "after_sale", order, kind: verb };
      default:
        throw new Error(`no step: ${verb}`);
    }
  }

  #do(said: Said): void {
    this.#count += 1;
    const event = { ...said, id: `e${this.#count}`, at: this.#now } as EngineEvent;
    this.effects.push(...settle(this.#prepared, event, this.#state).effects);
  }

  /** Timers and schedules in the order in which they are due. */
  #pass(to: number): void {
    let turned = this.#now;
    for (;;) {
      const turn = nextSchedules(this.#prepared, turned);
      const timer = this.#state.takeDue(Math.min(to, turn?.at ?? to));
      if (timer !== undefined) {
        this.#now = Math.max(this.#now, timer.due);
        this.#do({ type: "timer_due", key: timer.key, timer: timer.timer, due: timer.due });
      } else if (turn !== null && turn.at <= to) {
        turned = this.#now = turn.at;
        for (const { flow, node, once } of turn.nodes) {
          if (once) this.#do({ type: "scheduled", flow, node, due: turn.at });
          else
            this.#said.forEach((_, index) => {
              this.#do({ type: "scheduled", flow, node, due: turn.at, order: `o-${index + 1}` });
            });
        }
      } else break;
    }
    this.#now = to;
  }

  said(): string[] {
    const batches = new Map<string, string>();
    const said = this.effects.flatMap((effect) => {
      if (effect.type === "batch_joined") {
        const key = KEYS.charAt(Number(effect.order?.slice(2)) - 1);
        batches.set(effect.batch, batches.has(effect.batch) ? `${batches.get(effect.batch)}+${key}` : key);
      }
      return shortly(effect) ?? [];
    });
    return [...new Set([...said, ...[...batches.values()].map((keys) => `batch ${keys}`)])].sort();
  }
}

/** An effect in short; null for what the core does of itself and for what did not win. */
function shortly(effect: Effect): string | null {
  if (effect.origin === null || ("overridden" in effect && effect.overridden !== undefined)) return null;
  switch (effect.type) {
    case "route":
      return `route ${effect.destination}${effect.lines === undefined ? "" : ` lines ${effect.lines.join("+")}`}`;
    case "set_field":
      return `set ${effect.field}=${effect.value}`;
    case "tag":
    case "untag":
      return `${effect.type} ${effect.tag}`;
    case "add_line":
      return `add ${effect.qty} ${effect.sku}`;
    case "hold":
    case "release":
      return effect.type;
    case "reserve":
      return `reserve ${effect.qty} ${effect.sku}`;
    case "freeze":
    case "unfreeze":
      return `${effect.type} ${effect.scope}`;
    case "pause":
    case "resume":
      return `${effect.type} ${effect.target}`;
    case "alert":
      return `alert ${[...effect.to].sort().join(",")}${effect.channel === "inbox" ? "" : ` ${effect.channel}`}`;
    case "task":
      return `task ${[...effect.to].sort().join(",")}`;
    case "notify":
      return `notify ${effect.to} ${effect.channel}`;
    case "webhook":
      return `push ${effect.endpoint}`;
    case "approval_asked":
      return `approve ${[...effect.approvers].sort().join(",")}`;
    default:
      return null;
  }
}

function evidenceFor(state: string) {
  const kind = MACHINE.states.find(({ id }) => id === state)?.evidence?.[0] ?? "hand";
  return kind === "system" ? "hand" : kind;
}

function spanOf(text: string): Duration {
  const [, amount = "", unit = ""] = /^(\d+)(min|h|d)$/.exec(text) ?? [];
  const units = { min: "minute", h: "hour", d: "day" } as const;
  if (!(unit in units)) throw new Error(`no span: ${text}`);
  return { amount: Number(amount), unit: units[unit as keyof typeof units], clock: "natural" };
}
