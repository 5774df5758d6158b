/** Takes away what has been kept long enough, a little at a time, and says so in the journal, which is never touched. */
import { setTimeout as wait } from "node:timers/promises";
import { type Store, transact } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import { firstIdAt } from "../runtime/ids.ts";

/** Days; 0: for ever. */
export interface RetentionSettings {
  /** Raw records of what came in. */
  intakeDays: number;
  /** Messages that arrived. */
  messagesDays: number;
  /** Replays and comparisons of sheets, with what they found. */
  replaysDays: number;
}
export const PURGED_KINDS = ["intake", "deliveries", "outbox", "replays", "comparisons", "state"] as const;
export type PurgedKind = (typeof PURGED_KINDS)[number];
export type Purged = Record<PurgedKind, number>;

export const nothing = (): Purged => ({ intake: 0, deliveries: 0, outbox: 0, replays: 0, comparisons: 0, state: 0 });

export interface Retention {
  start(): void;
  /** One pass over all workspaces. */
  run(): Promise<Purged>;
  stop(): Promise<void>;
}
interface RetentionOptions {
  store: Store;
  workspaces: () => string[];
  clock: Clock;
  log: Log;
  settings: RetentionSettings;
  /** No order waits. */
  isQuiet(): boolean;
  onPurged(kind: PurgedKind, count: number): void;
}

const DAY = 86_400_000;
const EVERY_MS = 60 * 60_000;
const FIRST_MS = 10 * 60_000;
const AT_ONCE = 200;
/** A house in which orders never stop coming is purged between them. */
const PATIENCE_MS = 200;

export function createRetention(options: RetentionOptions): Retention {
  const { store, workspaces, clock, log, settings, isQuiet, onPurged } = options;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  let running: Promise<unknown> = Promise.resolve();

  async function run(): Promise<Purged> {
    const sum: Purged = nothing();
    for (const workspace of workspaces()) {
      const gone = await purge(workspace);
      for (const kind of PURGED_KINDS) sum[kind] += gone[kind];
    }
    return sum;
  }

  async function purge(workspace: string): Promise<Purged> {
    const now = clock.now();
    const { intakeDays, messagesDays, replaysDays } = settings;
    const before = (days: number) => now - days * DAY;
    const gone: Purged = nothing();
    if (intakeDays > 0) {
      const id = firstIdAt("rec", before(intakeDays));
      gone.intake = await all("intake", (tx) => tx.retention.intake(workspace, id, AT_ONCE));
    }
    if (messagesDays > 0) {
      const at = before(messagesDays);
      gone.deliveries = await all("deliveries", (tx) => tx.retention.deliveries(workspace, at, AT_ONCE));
      gone.outbox = await all("outbox", (tx) => tx.retention.outbox(workspace, at, AT_ONCE));
    }
    if (replaysDays > 0) {
      const at = before(replaysDays);
      gone.replays = await all("replays", (tx) => tx.retention.replays(workspace, at, AT_ONCE));
      gone.comparisons = await all("comparisons", (tx) => tx.retention.comparisons(workspace, at, AT_ONCE));
    }
    // Values that end by themselves go without a word: nobody could have read them any more.
    const { state: _, ...told } = gone;
    gone.state = await all("state", (tx) => tx.retention.state(workspace, now, AT_ONCE));
    if (Object.values(told).some((count) => count > 0)) {
      const data = JSON.stringify({ ...told, days: settings });
      const entry = { subject: "retention", at: clock.now(), type: "purged", actor: "switchyard", data };
      await transact(store, async (tx) => tx.append(workspace, [entry]));
    }
    return gone;
  }

  /** Each piece is a transaction of its own, in a quiet moment; orders have their turn between two in any case. */
  async function all(kind: PurgedKind, piece: Parameters<typeof transact<number>>[1]): Promise<number> {
    let sum = 0;
    for (let gone = AT_ONCE; gone === AT_ONCE && !stopping; sum += gone) {
      for (let waited = 0; !isQuiet() && waited < PATIENCE_MS; waited += 10) await wait(10);
      gone = await transact(store, piece);
    }
    if (sum > 0) onPurged(kind, sum);
    return sum;
  }

  function arm(ms: number): void {
    if (stopping) return;
    timer = setTimeout(() => {
      running = run()
        .catch((cause: unknown) => log.error("retention failed", { error: errorName(cause) }))
        .then(() => arm(EVERY_MS));
    }, ms).unref();
  }
  return {
    start: () => arm(FIRST_MS),
    run,
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
