/** One group: load its keys, run its events in order, write all of it in one transaction, then answer. */
import type { Decision, EngineEvent } from "@switchyard/engine";
import type { GroupTx, IntakeOutcome, Receipt, StoredMessage } from "@switchyard/store";
import { awaitedOrder } from "../events/awaited.ts";
import { PROBLEMS } from "../http/problem.ts";
import { intakeRecord } from "../intake/record.ts";
import type { Clock } from "../runtime/clock.ts";
import type { WorkspaceView } from "../runtime/context.ts";
import type { NewId } from "../runtime/ids.ts";
import type { LiveFlows } from "../runtime/live-flows.ts";
import { decisionView } from "./decision-view.ts";
import { GroupState } from "./group-state.ts";
import { type Answer, answerBody, type Intake, type IntakeResult, type OrderName } from "./intake.ts";
import { type EventRun, runEvent } from "./run-event.ts";

/** What waits for a turn: an order on its way in, a durable message, whatever timers are due, or work of the shell. */
export type Task =
  | { type: "intake"; intake: Intake }
  | { type: "message"; message: StoredMessage }
  | { type: "timers" }
  | { type: "work"; run: Work };
/** May run again when its group does: it must not remember anything of an earlier try. */
export type Work = (run: EventRun, at: number) => Promise<void>;

export interface GroupInput {
  tx: GroupTx;
  workspace: WorkspaceView;
  live: LiveFlows;
  clock: Clock;
  newId: NewId;
}
export interface GroupResult {
  state: GroupState;
  /** One per task, in order; null where nobody waits for an answer. */
  answers: (Answer | null)[];
  /** Somebody else changed what was read: the group must run again. */
  conflict: boolean;
}

const TIMERS_AT_ONCE = 500;

export async function runGroup(input: GroupInput, tasks: readonly Task[]): Promise<GroupResult> {
  const { tx, workspace, live, clock } = input;
  const group = new GroupState();
  const run: EventRun = { tx, workspace: workspace.id, live, group };
  const result: GroupResult = { state: group, answers: [], conflict: false };
  await group.load(tx, workspace.id, intakeKeys(tasks));
  for (const task of tasks) {
    if (task.type === "intake") {
      result.answers.push(await takeIn(input, run, task.intake));
      continue;
    }
    result.answers.push(null);
    if (task.type === "message") {
      group.doneMessages.push(task.message.id);
      await runEvent(run, { ...task.message.event, at: clock.now() } as EngineEvent, "switchyard");
    } else if (task.type === "work") {
      await task.run(run, clock.now());
    } else {
      const due = await tx.dueTimers(workspace.id, clock.now(), TIMERS_AT_ONCE);
      for (const { key, timer, due: at } of due) {
        // What an earlier event of the group took away or put off is not due any more.
        if (group.hasSet(key, timer)) continue;
        const id = `${key.kind}:${key.key}:${timer}:${at}`;
        group.apply({ writes: [], timers: [{ key, timer, due: null }] });
        await runEvent(run, { type: "timer_due", id, at: clock.now(), key, timer, due: at }, "switchyard");
      }
    }
  }
  result.conflict = (await tx.write(workspace.id, group.toWrite())) === "conflict";
  return result;
}

function intakeKeys(tasks: readonly Task[]) {
  return tasks.flatMap((task) => {
    if (task.type !== "intake") return [];
    const { order, requestKey } = task.intake;
    const identity = { kind: "identity", source: order.source, externalId: order.external_id } as const;
    return requestKey === null ? [identity] : [{ kind: "request", key: requestKey } as const, identity];
  });
}

/** New content is decided; known content gets its first answer; a key is good for one content. */
async function takeIn(input: GroupInput, run: EventRun, intake: Intake): Promise<Answer> {
  const { order, contentHash, requestKey } = intake;
  const { group } = run;
  const { source, external_id } = order;
  const known = group.identity(source, external_id);
  const receipt = known?.receipts.get(contentHash);
  const used = requestKey === null ? undefined : group.request(requestKey);
  if (used !== undefined) {
    if (used.contentHash !== contentHash || receipt === undefined) {
      takeDown(input, group, intake, { outcome: "quarantined", order: used.orderId });
      return { ok: false, reason: "key_reused" };
    }
    takeDown(input, group, intake, { outcome: "duplicate", order: receipt.orderId });
    return answered({ id: receipt.orderId, source, external_id }, used.result, receipt);
  }
  const at = input.clock.now();
  const remember = (orderId: string, result: IntakeResult) => {
    if (requestKey !== null) group.addRequest({ key: requestKey, orderId, contentHash, result, at });
  };
  if (known !== undefined && receipt !== undefined) {
    remember(known.orderId, "duplicate");
    takeDown(input, group, intake, { outcome: "duplicate", order: known.orderId });
    return answered({ id: known.orderId, source, external_id }, "duplicate", receipt);
  }
  const result = known === undefined ? "accepted" : "update";
  const awaited = known === undefined ? await awaitedOrder(run, source, external_id) : null;
  const orderId = known?.orderId ?? awaited ?? order.id;
  const decision =
    known === undefined
      ? await receive(input, run, orderId === order.id ? order : { ...order, id: orderId }, at)
      : await update(input, run, orderId, order, at);
  const identity = known ?? group.addOrder(source, external_id, orderId, { isAwaited: awaited !== null });
  const fresh: Receipt = { orderId, contentHash, at, result, answer: answerText(input, decision, at) };
  group.addReceipt(identity, fresh);
  remember(orderId, result);
  takeDown(input, group, intake, { outcome: result, order: orderId });
  return answered({ id: orderId, source, external_id }, result, fresh);
}

/** Every record is kept, raw, with what became of it; a person's repair is told in the order's journal too. */
function takeDown(
  { workspace, clock, newId }: GroupInput,
  group: GroupState,
  { order, came }: Intake,
  fate: { outcome: IntakeOutcome; order: string },
): void {
  const at = clock.now();
  const problems = fate.outcome === "quarantined" ? [keyReused] : null;
  const about = { source: order.source, externalId: order.external_id, problems, ...fate };
  const record = intakeRecord({ zone: workspace.settings.zone, newId }, came, at, about);
  group.intake.push(record);
  if (came.mends === undefined) return;
  const data = JSON.stringify({ record: record.id, mends: came.mends, outcome: fate.outcome, source: order.source });
  group.journal.push({ subject: fate.order, at, type: "intake_repaired", actor: "local", data });
}
const keyReused = { pointer: "", code: "key_reused", message: PROBLEMS.key_reused.title };

const answered = (order: OrderName, result: IntakeResult, { answer }: Receipt): Answer => ({
  ok: true,
  result,
  body: answerBody(order, result, answer),
});

function receive({ newId }: GroupInput, run: EventRun, order: Intake["order"], at: number): Promise<Decision | null> {
  return runEvent(run, { type: "order_received", id: newId("evt"), at, ...occurred(order, at), order }, order.source);
}

/** The order keeps its id and the instant of its first reception. */
async function update(
  { newId, workspace }: GroupInput,
  run: EventRun,
  orderId: string,
  sent: Intake["order"],
  at: number,
): Promise<Decision | null> {
  const key = { kind: "order", key: orderId } as const;
  await run.group.load(run.tx, workspace.id, [key]);
  const state = run.group.get(key);
  const before = state?.kind === "order" ? state.order : null;
  const order = { ...sent, id: orderId, received_at: before?.received_at ?? sent.received_at };
  const changed = before === null ? [] : changedFields(before, order);
  return runEvent(run, { type: "order_updated", id: newId("evt"), at, order, changed }, order.source);
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

function answerText({ workspace, live }: GroupInput, decision: Decision | null, at: number): string {
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
  return JSON.stringify(decisionView(decision ?? none, { workspace, names: live.names }));
}
