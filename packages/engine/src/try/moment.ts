/** One instant of a run: what happened in words, which nodes it reached, how the orders stand and what they wait for. */

import type { StepResult } from "../effect/result.ts";
import { namesOf } from "../prepare/prepare.ts";
import { standingOrder } from "../step/facts.ts";
import type { DecidingDocument } from "../why/explain.ts";
import { explainDecision } from "../why/explain.ts";
import { membersOf } from "../yard/members.ts";
import { dueOf } from "../yard/watch.ts";
import type { Happening, Moment, Standing, Tried, Waiting } from "./run.ts";
import { effectText, recordHappening } from "./text.ts";
import type { TriedYard } from "./yard.ts";

export function momentOf(
  yard: TriedYard,
  tried: Tried,
  about: Pick<Moment, "at" | "step" | "by" | "text">,
  result: StepResult | null,
): Moment {
  const documents: DecidingDocument[] = [{ flow: yard.flow, document: tried.document }];
  const decisions = result?.decisions ?? [];
  const explanations = decisions.flatMap((decision) => {
    const key = yard.keyOf(decision.order);
    return key === null ? [] : [{ ...explainDecision(decision, documents, tried.names), key }];
  });
  const happenings = result === null ? [] : happeningsOf(yard, tried, result);
  const steps = explanations.flatMap((one) => one.steps);
  const nodes = new Set(steps.map((step) => step.node));
  for (const { node } of happenings) if (node !== null) nodes.add(node);
  return {
    ...about,
    happenings,
    explanations,
    nodes: [...nodes],
    edges: [...new Set(steps.flatMap((step) => step.edges))],
    orders: [...yard.ids.keys()].map((key) => standingOf(yard, key)),
    waiting: waitingIn(yard),
  };
}

function happeningsOf(yard: TriedYard, tried: Tried, { effects, records }: StepResult): Happening[] {
  const said = records.flatMap((record) => recordHappening(record, yard, tried.names) ?? []);
  return [
    ...said,
    ...effects.map((effect): Happening => {
      const isVoid =
        ("overridden" in effect && effect.overridden !== undefined) ||
        ("locked" in effect && effect.locked !== undefined);
      return {
        kind: effect.type,
        node: effect.origin?.node ?? null,
        key: yard.keyOf(effect.order),
        text: effectText(effect, yard, tried.names),
        ...(isVoid ? { isVoid: true } : {}),
      };
    }),
  ];
}

export function standingOf(yard: TriedYard, key: string): Standing {
  const state = yard.order(key);
  const isParked = state?.order === null || state?.parked?.some(({ why }) => why !== "transition") === true;
  const isDecided = state?.destination !== undefined || yard.decided.has(key);
  return {
    key,
    outcome: isParked ? "parked" : isDecided ? "decided" : "undecided",
    destination: state?.destination ?? null,
    tags: state === null ? [] : (standingOrder(state)?.tags ?? []),
    status: state?.status ?? "",
    held: state?.holds !== undefined,
    frozen: state?.frozen !== undefined,
    cancelled: state?.cancelled === true,
  };
}

/** Everything that is still to come, soonest first; what waits for people without a limit comes last. */
function waitingIn(yard: TriedYard): Waiting[] {
  const found: Waiting[] = [];
  for (const key of yard.ids.keys()) {
    const state = yard.order(key);
    for (const [name, watch] of Object.entries(state?.watches ?? {}))
      if (watch.status === "open")
        found.push({ what: "watch", node: namesOf(name).node, keys: [key], due: dueOf(watch) });
    for (const [name, approval] of Object.entries(state?.approvals ?? {}))
      found.push({ what: "approval", node: namesOf(name).node, keys: [key], due: approval.due ?? null });
    if (state?.look !== undefined) found.push({ what: "clock", node: null, keys: [key], due: state.look });
  }
  for (const [, batch] of yard.batches()) {
    const keys = membersOf(batch).flatMap((id) => yard.keyOf(id) ?? []);
    found.push({ what: "batch", node: batch.head.node, keys, due: batch.head.closes });
  }
  for (const { key, due } of yard.state.timers())
    if (key.kind === "channel") found.push({ what: "breaker", node: null, keys: [], due });
  return found.sort((a, b) => (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY));
}
