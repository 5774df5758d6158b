/** An order on its way in: new content is decided, known content gets its first answer, a key is good for one content. */
import type { Decision, EngineEvent, Twin } from "@switchyard/engine";
import { type OrderPart, orderContent, type Problem } from "@switchyard/orders";
import type { Awaitable, IntakeOutcome, Receipt } from "@switchyard/store";
import { awaitedOrder } from "../events/awaited.ts";
import { applyPart } from "../intake/apply-part.ts";
import { firstOf, intakeRecord } from "../intake/record.ts";
import { PROBLEMS } from "../refusal/refusal.ts";
import { after } from "./awaitable.ts";
import { answerIn } from "./decision-text.ts";
import { decisionView } from "./decision-view.ts";
import { findTwin } from "./find-twin.ts";
import type { Identity } from "./group-state.ts";
import { type Answer, type Intake, type IntakeResult, intakeOf } from "./intake.ts";
import { knownOrder, saidOrder } from "./known-order.ts";
import { type Decided, type EventRun, runEvent } from "./run-event.ts";
import type { GroupInput } from "./run-group.ts";

interface Turn {
  input: GroupInput;
  run: EventRun;
  intake: Intake;
  at: number;
  /** Of the whole content. */
  contentHash: string;
}

export function takeIn(input: GroupInput, run: EventRun, intake: Intake): Awaitable<Answer> {
  const { order, contentHash, requestKey } = intake;
  const { group } = run;
  const turn: Turn = { input, run, intake, at: input.clock.now(), contentHash };
  const known = group.identity(order.source, order.external_id);
  const first = known?.receipts.get(contentHash);
  const used = requestKey === null ? undefined : group.request(requestKey);
  if (used !== undefined) {
    if (used.contentHash === contentHash && known !== undefined && (first !== undefined || intake.part !== undefined))
      return answerAgain(turn, known.orderId, used.result, first?.answer ?? nothingDecided(turn));
    takeDown(turn, { outcome: "quarantined", order: used.orderId });
    return { ok: false, reason: "key_reused" };
  }
  if (intake.part !== undefined) return takePart(turn, intake.part, known);
  if (known === undefined) return takeNew(turn);
  if (first === undefined) return changed(turn, known);
  remember(turn, known.orderId, "duplicate");
  return after(tellOlder(turn, known), () => answerAgain(turn, known.orderId, "duplicate", first.answer));
}

/**
 * What comes again may not be what came last (A, B, A without a time of its own): a late copy, or a source that has gone back. The order
 * stays as it is, and its journal says so.
 */
function tellOlder({ run, intake, at }: Turn, { orderId, receipts }: Identity): Awaitable<void> {
  if (receipts.size < 2) return;
  const key = { kind: "order", key: orderId } as const;
  return after(run.group.load(run.tx, run.workspace, [key]), () => {
    const state = run.group.get(key);
    const last = state?.kind === "order" ? saidOrder(state) : null;
    if (last === null || orderContent(last) === intake.content) return;
    const { source, status } = intake.order;
    const data = JSON.stringify({
      source,
      differs: changedFields(last, { ...intake.order, id: last.id, received_at: last.received_at }),
      ...(status === undefined ? {} : { status }),
    });
    run.group.journal.push({ subject: orderId, at, type: "came_again", actor: source, data });
  });
}

/** A part is made whole by what its source has said so far. Where that changes nothing it is a duplicate. */
function takePart(turn: Turn, part: OrderPart, known: Identity | undefined): Awaitable<Answer> {
  const { input, run, intake } = turn;
  const key = known && ({ kind: "order", key: known.orderId } as const);
  return after(key && run.group.load(run.tx, run.workspace, [key]), () => {
    const state = key && run.group.get(key);
    const before = state?.kind === "order" ? saidOrder(state) : null;
    const { received_at: receivedAt, id } = intake.order;
    const read = applyPart(before, part, { settings: input.workspace.settings, receivedAt, id });
    if (!read.ok) {
      const { problems } = read;
      // What a person mended and is still no order stays where it is.
      const record =
        intake.came.mends?.record ??
        takeDown(turn, { outcome: "quarantined", order: known?.orderId ?? null, problems });
      return { ok: false, reason: "invalid_order", problems, record } as const;
    }
    const { order } = read;
    const { onlyBrands = null } = intake;
    if (onlyBrands !== null && !onlyBrands.includes(order.brand ?? ""))
      return { ok: false, reason: "wrong_brand" } as const;
    const { content, contentHash } = intakeOf(order, null, intake.came);
    const whole: Turn = { ...turn, intake: { ...intake, order, content }, contentHash };
    if (known === undefined) return takeNew(whole);
    const first = known.receipts.get(contentHash);
    if (before !== null && orderContent(before) === content) {
      remember(whole, known.orderId, "duplicate");
      return answerAgain(whole, known.orderId, "duplicate", first?.answer ?? nothingDecided(turn));
    }
    return changed(whole, known);
  });
}

function changed(turn: Turn, known: Identity): Awaitable<Answer> {
  return after(update(turn, known.orderId), (decided) =>
    decided === NOT_THEIRS ? { ok: false, reason: "wrong_brand" } : settle(turn, known, "update", decided),
  );
}

/** The first answer's own bytes. */
function answerAgain(turn: Turn, orderId: string, result: IntakeResult, first: Receipt["answer"]): Awaitable<Answer> {
  const { tx, workspace } = turn.run;
  takeDown(turn, { outcome: "duplicate", order: orderId });
  return typeof first === "string"
    ? answered(turn, orderId, result, first)
    : after(tx.journalData(workspace, first), (data) => answered(turn, orderId, result, answerIn(data)));
}

function takeNew(turn: Turn): Awaitable<Answer> {
  const { run, intake } = turn;
  const { source, external_id } = intake.order;
  return after(awaitedOrder(run, source, external_id), (awaited) => {
    const order = awaited === null ? intake.order : { ...intake.order, id: awaited };
    if (awaited === null) run.group.expectNothing({ kind: "order", key: order.id });
    run.group.orderText(order, intake.content);
    const received = after(findTwin(run, order, intake.onlyBrands ?? null), (twin) => receive(turn, order, twin));
    return after(received, (decided) => {
      const identity = run.group.addOrder(source, external_id, order.id, { isNew: awaited === null });
      return settle(turn, identity, "accepted", decided);
    });
  });
}

/** Keeps the answer for whoever sends the same again. */
function settle(turn: Turn, identity: Identity, result: "accepted" | "update", decided: Decided | null): Answer {
  const { run, at, contentHash } = turn;
  const { orderId } = identity;
  const { answer, entry } = decided ?? { answer: nothingDecided(turn), entry: null };
  // A part may bring back a content that was there before: its first answer stays.
  if (!identity.receipts.has(contentHash)) run.group.addAnswer(identity, { contentHash, at, result, answer, entry });
  remember(turn, orderId, result);
  takeDown(turn, { outcome: result, order: orderId });
  return answered(turn, orderId, result, answer);
}

function remember({ run, intake, at }: Turn, orderId: string, result: IntakeResult): void {
  const { requestKey, contentHash } = intake;
  if (requestKey !== null) run.group.addRequest({ key: requestKey, orderId, contentHash, result, at });
}

/** Every record is kept, raw, with what became of it; a person's repair is told in the order's journal too. */
function takeDown(
  { input: { workspace, newId }, run: { group }, intake: { order, came }, at }: Turn,
  fate: { outcome: IntakeOutcome; order: string | null; problems?: Problem[] },
): string {
  const problems = fate.outcome === "quarantined" ? firstOf(fate.problems ?? [keyReused]) : null;
  const about = { source: order.source, externalId: order.external_id, ...fate, problems };
  const record = intakeRecord({ zone: workspace.settings.zone, newId }, came, at, about);
  group.intake.push(record);
  if (came.mends === undefined) return record.id;
  const data = JSON.stringify({
    record: record.id,
    mends: came.mends.record,
    outcome: fate.outcome,
    source: order.source,
  });
  group.journal.push({ subject: fate.order ?? "intake", at, type: "intake_repaired", actor: came.mends.by, data });
  return record.id;
}
const keyReused = { pointer: "", code: "key_reused", message: PROBLEMS.key_reused.title };

function answered({ intake }: Turn, id: string, result: IntakeResult, decision: string): Answer {
  const { source, external_id } = intake.order;
  return { ok: true, result, order: { id, source, external_id }, decision };
}

function receive(
  { input, run, intake, at }: Turn,
  order: Intake["order"],
  twin: Twin | null,
): Awaitable<Decided | null> {
  const id = input.newId("evt");
  const event: EngineEvent = { type: "order_received", id, at, ...occurred(order, at), order, ...(twin && { twin }) };
  return runEvent(run, event, intake.came.by ?? order.source);
}

const NOT_THEIRS = "not theirs";

/** The order keeps its id and the instant of its first reception. */
function update({ input, run, intake, at }: Turn, orderId: string): Awaitable<Decided | null | typeof NOT_THEIRS> {
  const key = { kind: "order", key: orderId } as const;
  return after(run.group.load(run.tx, run.workspace, [key]), () => {
    const state = run.group.get(key);
    const before = state?.kind === "order" ? knownOrder(state) : null;
    const { order: sent, onlyBrands = null } = intake;
    if (onlyBrands !== null && !onlyBrands.includes(before?.brand ?? "")) return NOT_THEIRS;
    const order = { ...sent, id: orderId, received_at: before?.received_at ?? sent.received_at };
    const changed = before === null ? [] : changedFields(before, order);
    run.group.orderText(order, intake.content);
    // What was looked at once is not asked about again.
    const isMoved = changed.includes("po_no") || changed.includes("brand");
    return after(isMoved ? findTwin(run, order, onlyBrands) : null, (twin) => {
      const id = input.newId("evt");
      const event: EngineEvent = { type: "order_updated", id, at, order, changed, ...(twin && { twin }) };
      return runEvent(run, event, intake.came.by ?? order.source);
    });
  });
}

/** When the source says it happened. */
const occurred = (order: Intake["order"], at: number) =>
  order.ordered_at === undefined ? {} : { occurredAt: Math.min(order.ordered_at, at) };

function changedFields(before: Intake["order"], after: Intake["order"]): string[] {
  const old: Record<string, unknown> = { ...before };
  const now: Record<string, unknown> = { ...after };
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name])).slice(0, 500);
}

/** An event that the core has seen before decides nothing again. */
function nothingDecided({ input: { workspace, live }, at }: Turn): string {
  const none: Decision = {
    order: "",
    at,
    outcome: "undecided",
    destination: null,
    flows: [],
    nodes: [],
    effects: [],
    trace: [],
    missing: [],
  };
  return JSON.stringify(decisionView(none, { workspace, names: live.names }));
}
