/** One scenario, run through the real compiler and the core under a virtual clock. */

import type { Program } from "@switchyard/flow";
import {
  DEFAULT_SETTINGS,
  DEFAULT_STATE_MACHINE,
  type FactSpec,
  type StateMachine,
  type WorkspaceSettings,
} from "@switchyard/orders";
import type { EngineEvent } from "../../event/event.ts";
import { prepare } from "../../prepare/prepare.ts";
import { countedOf, nextSchedules, type ScheduleTurn, turnFigures } from "../../yard/schedule.ts";
import { programOf } from "../flow.ts";
import { type Said, Yard } from "../yard.ts";
import { BUILT_IN, ELSEWHERE, FLOWS, OTHER_ROOMS } from "./flows.ts";
import { ACCEPTANCE } from "./flows-of-acceptance.ts";
import { CROSSINGS_FLOWS } from "./flows-of-crossings.ts";
import { MEANING } from "./flows-of-meaning.ts";
import type { Translator } from "./known-orders.ts";
import { check } from "./match.ts";
import { instant, type Requirement, type Scenario } from "./scenario.ts";
import { type Context, type Told, translateEffect, translateRecord } from "./translate-effect.ts";
import { forList, STATE_EVENTS, translate, translateGiven } from "./translate-event.ts";

export type Outcome = { id: string; outcome: "pass" } | { id: string; outcome: "fail" | "elsewhere"; why: string };

const BOOLEANS = ["warranty", "openInvoice", "stock", "pickup48h", "on", "credit", "kit"];
const spec = (name: string, type: FactSpec["type"]): FactSpec => ({
  name: `event.${name}`, type, kind: "event", label: { zh: name, en: name }, description: { zh: name, en: name }, synonyms: { zh: [], en: [] },
}); // biome-ignore format: a record
const EVENT_FACTS = [spec("value", "number"), ...BOOLEANS.map((name) => spec(name, "boolean"))];

/** A factory's own states beside the default chain, any of which may follow any other: most scenarios begin in the middle. */
const OPEN_MACHINE: StateMachine = {
  initial: DEFAULT_STATE_MACHINE.initial,
  states: [
    ...DEFAULT_STATE_MACHINE.states.map(({ evidence: _evidence, ...state }) => state),
    ...STATE_EVENTS.filter((id) => !DEFAULT_STATE_MACHINE.states.some((state) => state.id === id)).map((id) => ({
      id,
      label: { zh: id, en: id },
    })),
  ],
  transitions: [],
};
const RANK = ["PendingReview", ...STATE_EVENTS];
for (const from of OPEN_MACHINE.states) {
  for (const to of OPEN_MACHINE.states) {
    if (from.id === to.id || from.terminal === true) continue;
    const [a, b] = [RANK.indexOf(from.id), RANK.indexOf(to.id)];
    const isBack = a >= 0 && b >= 0 && b < a;
    const isTooLate = to.id === "Cancelled" && a >= RANK.indexOf("HandedOver");
    if (!isBack && !isTooLate) OPEN_MACHINE.transitions.push({ from: from.id, to: to.id });
  }
}
/** Where the state machine itself is asked about, it is the strict one. */
const STRICT = new Set(["R001-01", "R004-10", "R004-11"]);

/** The flow that answers for a rule. */
const drawingOf = (id: string) => FLOWS.get(id) ?? MEANING.get(id) ?? ACCEPTANCE.get(id) ?? CROSSINGS_FLOWS.get(id);

export function applies(scenario: Scenario, requirements: ReadonlyMap<string, Requirement>): string | null {
  const other = scenario.events.map(({ type }) => OTHER_ROOMS.get(type)).find((why) => why !== undefined);
  if (other !== undefined) return other;
  const wanted = rulesOf(scenario);
  const lacking = wanted.filter((id) => drawingOf(id) === undefined && !BUILT_IN.has(id));
  if (lacking.length === 0) return null;
  return lacking
    .map(
      (id) =>
        `${id}: ${ELSEWHERE.get(requirements.get(id)?.kind ?? "") ?? `no flow for a ${requirements.get(id)?.kind ?? "rule"} of this kind`}`,
    )
    .join("; ");
}

function rulesOf(scenario: Scenario): string[] {
  const named = [...scenario.expect, ...scenario.expectNot].flatMap(({ rule }) =>
    typeof rule === "string" ? [rule] : [],
  );
  return [...new Set([...scenario.requirements, ...named])];
}

export function runScenario(scenario: Scenario, requirements: ReadonlyMap<string, Requirement>): Outcome {
  const why = applies(scenario, requirements);
  if (why !== null) return { id: scenario.id, outcome: "elsewhere", why };
  const wrong = problems(scenario);
  return wrong.length === 0
    ? { id: scenario.id, outcome: "pass" }
    : { id: scenario.id, outcome: "fail", why: wrong.join("; ") };
}

interface Played {
  yard: Yard;
  by: Translator;
  programs: Program[];
  /** So many of the yard's happenings are of the time before the first event. */
  given: number;
}

/** A scenario from its first event to its end; other shells may run what its yard ran. */
export function playScenario(scenario: Scenario): Played {
  const rules = rulesOf(scenario);
  const machine = rules.some((id) => STRICT.has(id)) ? DEFAULT_STATE_MACHINE : OPEN_MACHINE;
  const { holidays = [], workdays = [] } = scenario.given as { holidays?: string[]; workdays?: string[] };
  const { calendar } = DEFAULT_SETTINGS;
  const settings: WorkspaceSettings = {
    ...DEFAULT_SETTINGS, zone: scenario.timezone, states: machine,
    calendar: { ...calendar, holidays: [...calendar.holidays, ...dates(holidays)], workdays: [...calendar.workdays, ...dates(workdays)] },
  }; // biome-ignore format: a record
  const programs = rules.flatMap((id) => compiled(id, {}, 1));
  const by: Translator = { settings, known: new Map(), changes: 0, quarantined: [], firstOf: new Map() };
  const events = scenario.events
    .map((event, at) => ({ event, at: instant(event.arrives ?? event.t), place: at }))
    .sort((a, b) => a.at - b.at || a.place - b.place);
  const yard = new Yard(programs, { at: (events[0]?.at ?? 0) - 3_600_000, settings });
  for (const said of translateGiven(scenario.given, (events[0]?.at ?? 0) - 3_600_000, by)) yard.do(said);
  const given = yard.happened.length;
  const clock = new Clock(yard, by);
  for (const { event, at } of events) {
    clock.to(at - 1);
    if (event.type === "RuleSaved") saveRule(yard, programs, event.data ?? {}, at);
    else if (event.type.endsWith("ListRun")) {
      for (const said of forList(event.data ?? {}, at, by)) yard.do(said);
      clock.turn(at, event.type);
    } else for (const said of translate(event, by)) yard.do(said);
  }
  clock.to(instant(scenario.until));
  return { yard, by, programs, given };
}

function problems(scenario: Scenario): string[] {
  const { yard, by, programs, given } = playScenario(scenario);
  const machine = yard.prepared.machine;
  const told = yard.happened.slice(given).flatMap((one): Told[] => {
    const context: Context = {
      at: one.at, zone: scenario.timezone, machine, order: (id) => yard.order(id),
      nodeName: ({ origin }) => programs.find((program) => program.flow === origin?.flow)?.nodes[origin?.node ?? ""]?.name,
    }; // biome-ignore format: a record
    return [
      ...one.effects.flatMap((effect) => translateEffect(effect, context)),
      ...one.records.flatMap((record) => translateRecord(record, one.at)),
    ];
  });
  told.push(
    ...by.quarantined.flatMap(({ at, ...fields }) =>
      ["quarantine", "flag"].map((effect) => ({ at, effect, rule: null, fields })),
    ),
  );
  if (process.env.SHOW === scenario.id)
    for (const one of told)
      console.log(new Date(one.at).toISOString(), one.effect, one.rule, JSON.stringify(one.fields));
  return check(told, scenario.expect, scenario.expectNot);
}

const dates = (list: readonly string[]) => list.map((date) => ({ date }));

function compiled(id: string, params: Record<string, number>, version: number): Program[] {
  const make = drawingOf(id);
  return make === undefined ? [] : [programOf(make(params), { flow: id, version, facts: EVENT_FACTS })];
}

/** A rule saved anew is a new version: for the orders after it, or for so many `percent` of their customers. */
function saveRule(yard: Yard, programs: Program[], data: Record<string, unknown>, at: number): void {
  const { rule, percent, ...params } = data as { rule: string; percent?: number } & Record<string, number>;
  const version =
    1 + Math.max(...programs.filter((program) => program.flow === rule).map((program) => program.version));
  programs.push(...compiled(rule, params, version));
  const canary = percent === undefined ? {} : { canary: { [rule]: { version, percent, by: "customer" as const } } };
  yard.prepared = prepare(programs, yard.prepared.settings, canary);
  yard.do({ type: "program_published", at, flow: rule, version });
}

/** The shell's part: at a schedule's turn every open order is looked at. */
class Clock {
  readonly #yard: Yard;
  readonly #by: Translator;
  /** Up to here every turn was taken. */
  #done: number;

  constructor(yard: Yard, by: Translator) {
    this.#yard = yard;
    this.#by = by;
    this.#done = yard.now;
  }

  /** Turns at an instant come after the events of that instant, so the last one waits for the next call. */
  to(at: number): void {
    for (let turns = this.#next(at); turns !== null; turns = this.#next(at)) {
      this.#yard.until(turns.at);
      for (const { flow, node, once } of turns.nodes) this.#take({ flow, node, once }, turns.at, "");
      this.#done = turns.at;
    }
    this.#yard.until(at);
  }

  /** Every schedule's turn, asked for by hand. */
  turn(at: number, why: string): void {
    for (const { flow, live } of this.#yard.prepared.flows)
      for (const { node, trigger } of live.triggers.get("schedule") ?? [])
        this.#take({ flow, node, once: trigger?.kind === "schedule" && trigger.once === true }, at, why);
  }

  /** For each order, once without where there is none; or once with what is said of them all. */
  #take({ flow, node, once }: ScheduleTurn["nodes"][number], at: number, why: string): void {
    if (once) {
      const { add, figures } = turnFigures(this.#yard.prepared, { flow, at });
      for (const id of this.#by.known.keys()) {
        const state = this.#yard.order(id);
        const counted = state === undefined ? null : countedOf(state);
        if (counted !== null) add(counted);
      }
      const id = `${flow}/${node}//${at}${why}`;
      this.#yard.run({ type: "scheduled", id, at, flow, node, due: at, data: figures });
      return;
    }
    const orders = this.#by.known.size === 0 ? [undefined] : [...this.#by.known.keys()];
    for (const order of orders) {
      const id = `${flow}/${node}/${order ?? ""}/${at}${why}`;
      const said: Said = { type: "scheduled", id, flow, node, due: at, ...(order === undefined ? {} : { order }) };
      this.#yard.run({ ...said, at } as EngineEvent);
    }
  }

  #next(at: number) {
    const turns = nextSchedules(this.#yard.prepared, this.#done);
    return turns === null || turns.at > at ? null : turns;
  }
}
