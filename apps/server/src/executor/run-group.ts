/** One group: load its keys, run its events in order, write all of it in one transaction, then answer. */
import type { EngineEvent } from "@switchyard/engine";
import type { GroupTx, Key, StoredMessage } from "@switchyard/store";
import { flowsLiveEntry } from "../replay/flows-live.ts";
import type { Clock } from "../runtime/clock.ts";
import type { WorkspaceView } from "../runtime/context.ts";
import type { NewId } from "../runtime/ids.ts";
import type { LiveFlows } from "../runtime/live-flows.ts";
import { expectTwins } from "./find-twin.ts";
import { GroupState } from "./group-state.ts";
import type { Answer, Intake } from "./intake.ts";
import { type EventRun, runEvent } from "./run-event.ts";
import { takeIn } from "./take-in.ts";
import { type TimerRound, takeDue } from "./timers.ts";

/** What waits for a turn: an order on its way in, durable messages, timers that are due, or work of the shell. */
export type Task =
  | { type: "intake"; intake: Intake }
  | { type: "messages"; messages: readonly StoredMessage[] }
  | { type: "timers"; round: TimerRound }
  | { type: "work"; run: Work };
/** May run again when its group does: it must not remember anything of an earlier try. */
export type Work = (run: EventRun, at: number) => Promise<void>;

export interface GroupInput {
  tx: GroupTx;
  workspace: WorkspaceView;
  live: LiveFlows;
  /** The journal has not been told yet that these flows decide. */
  isNewlyLive: boolean;
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

export async function runGroup(input: GroupInput, tasks: readonly Task[]): Promise<GroupResult> {
  const { tx, workspace, live, clock } = input;
  const group = new GroupState();
  const run: EventRun = { tx, workspace: workspace.id, view: workspace, live, group };
  const result: GroupResult = { state: group, answers: [], conflict: false };
  if (input.isNewlyLive) group.journal.push(flowsLiveEntry(live.prepared, clock.now()));
  const intakes = tasks.flatMap((task) => (task.type === "intake" ? [task.intake] : []));
  await group.load(tx, workspace.id, intakeKeys(intakes));
  await expectTwins(run, intakes);
  for (const task of tasks) {
    if (task.type === "intake") {
      const answer = takeIn(input, run, task.intake);
      result.answers.push(answer instanceof Promise ? await answer : answer);
      continue;
    }
    result.answers.push(null);
    if (task.type === "messages") await runMessages(run, task.messages, clock);
    else if (task.type === "timers") await fireTimers(run, task.round, clock);
    else await task.run(run, clock.now());
  }
  result.conflict = (await tx.write(workspace.id, group.toWrite(clock.now()))) === "conflict";
  return result;
}

async function runMessages(run: EventRun, messages: readonly StoredMessage[], clock: Clock): Promise<void> {
  for (const { id, event } of messages) {
    run.group.doneMessages.push(id);
    await runEvent(run, { ...event, at: clock.now() } as EngineEvent, "switchyard");
  }
}

async function fireTimers(run: EventRun, round: TimerRound, clock: Clock): Promise<void> {
  const { group, tx, workspace } = run;
  await takeDue(tx, workspace, clock.now(), round);
  for (const { key, timer, due } of round.taken) {
    // What an earlier event of the group took away or put off is not due any more.
    if (group.hasSet(key, timer)) continue;
    const id = `${key.kind}:${key.key}:${timer}:${due}`;
    group.apply({ writes: [], timers: [{ key, timer, due: null }] });
    await runEvent(run, { type: "timer_due", id, at: clock.now(), key, timer, due }, "switchyard");
  }
}

function intakeKeys(intakes: readonly Intake[]): Key[] {
  const keys: Key[] = [];
  for (const { order, requestKey } of intakes) {
    if (requestKey !== null) keys.push({ kind: "request", key: requestKey });
    keys.push({ kind: "identity", source: order.source, externalId: order.external_id });
  }
  return keys;
}
