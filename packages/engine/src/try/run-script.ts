/**
 * Plays a script through one flow: the real core, a state in memory, the script's own clock. Pure: the same script gives the
 * same run on any machine. At one instant events go before what becomes due there, as everywhere.
 */
import { type Script, type ScriptStep, stepSentence } from "@switchyard/flow";
import { addDuration, type Problem, type Text } from "@switchyard/orders";
import type { StepResult } from "../effect/result.ts";
import { momentOf } from "./moment.ts";
import { createOutcome } from "./outcome.ts";
import { play } from "./play.ts";
import type { Moment, RunResult, Tried } from "./run.ts";
import { dueText } from "./text.ts";
import { TriedYard } from "./yard.ts";

/** More than this and nobody reads it: years of waiting, or a flow that wakes itself without end. */
const MOST_MOMENTS = 2000;
const NOTHING_TO_COME: Text = { zh: "没有在等的时点", en: "Nothing is due" };

/** Problems point into the script: `/steps/2/order/due_at`. */
export function runScript(tried: Tried, script: Script): RunResult {
  const yard = new TriedYard(tried, script);
  const outcome = createOutcome(yard, script.start);
  const moments: Moment[] = [];
  const add = (about: Pick<Moment, "at" | "step" | "by" | "text">, result: StepResult | null) => {
    if (result !== null) outcome.take(result, about.at);
    const moment = momentOf(yard, tried, about, result);
    if (about.by === "step" || moment.happenings.length > 0) moments.push(moment);
  };
  const letPass = (step: number, to: number) => {
    for (let due = yard.takeDue(to); due !== null && moments.length < MOST_MOMENTS; due = yard.takeDue(to))
      add({ at: due.at, step, by: "timer", text: dueText(due, yard, tried.names) }, due.result);
    yard.now = Math.max(yard.now, to);
  };
  for (const [index, step] of script.steps.entries()) {
    const isLast = !isEvent(script.steps[index + 1]);
    let text = stepSentence(step, tried.document, tried.names);
    let result: StepResult | null = null;
    if (step.type === "wait") {
      const to = addDuration(yard.now, step.for, tried.settings);
      letPass(index, isLast ? to : to - 1);
      yard.now = to;
    } else if (step.type === "wait_next") {
      const next = yard.next();
      if (next === null) text = NOTHING_TO_COME;
      else letPass(index, next);
    } else {
      const played = play(yard, tried, step);
      if (!played.ok) return { ok: false, problems: played.problems.map((one) => inStep(one, index)) };
      result = played.result;
    }
    add({ at: yard.now, step: index, by: "step", text }, result);
    if (result !== null && script.steps[index + 1] === undefined) letPass(index, yard.now);
    if (moments.length >= MOST_MOMENTS) return { ok: false, problems: [inStep(TOO_LONG, index)] };
  }
  return { ok: true, run: { start: script.start, end: yard.now, moments, outcome: outcome.whole() } };
}

/** What is due at an instant waits for the events of that instant, but not for ever. */
const isEvent = (step: ScriptStep | undefined): boolean =>
  step !== undefined && step.type !== "wait" && step.type !== "wait_next";

const inStep = (problem: Problem, index: number): Problem => ({
  ...problem,
  pointer: `/steps/${index}${problem.pointer}`,
});
const TOO_LONG: Problem = {
  pointer: "",
  code: "too_long",
  message: { zh: "发生的事太多，请把等待缩短", en: "Too much happens: wait for a shorter time" },
};
