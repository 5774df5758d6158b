/**
 * Durable messages, in the order in which they were written. Where the store fails, all of them wait a moment; one that fails by
 * itself is laid aside for others. What still fails after some tries stays in the store until the next start.
 */
import { type StoredMessage, StoreError } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import { AGAIN_MS } from "./alarm.ts";

export interface Messages {
  /** They are committed, and wait for their turn. */
  add(messages: readonly StoredMessage[]): void;
  stop(): void;
}
interface MessageOptions {
  log: Log;
  /** Runs them in one group: one of the two is called, after the commit. */
  run(messages: readonly StoredMessage[], settle: () => void, fail: (cause: unknown) => void): void;
}

const AT_ONCE = 500;
const TRIES = 3;

export function createMessages({ log, run }: MessageOptions): Messages {
  let waiting: StoredMessage[] = [];
  const failed = new Map<string, number>();
  const later = new Set<NodeJS.Timeout>();
  let isUnderWay = false;
  /** How many are left of a group that failed: they go one by one. */
  let alone = 0;
  let stopping = false;

  function runNext(): void {
    if (isUnderWay || stopping || waiting.length === 0) return;
    isUnderWay = true;
    const now = waiting.slice(0, alone > 0 ? 1 : AT_ONCE);
    alone -= 1;
    const go = () => {
      isUnderWay = false;
      runNext();
    };
    const done = () => {
      waiting = waiting.slice(now.length);
      go();
    };
    run(now, done, (cause) => {
      const [first] = now;
      if (cause instanceof StoreError || first === undefined) inAMoment(go);
      else if (now.length > 1) {
        alone = now.length;
        go();
      } else {
        layAside(first, cause);
        done();
      }
    });
  }

  function layAside(message: StoredMessage, cause: unknown): void {
    const times = (failed.get(message.id) ?? 0) + 1;
    failed.set(message.id, times);
    log.error("a message failed", { error: errorName(cause), count: times });
    if (times >= TRIES) return;
    inAMoment(() => {
      waiting.push(message);
      runNext();
    });
  }

  function inAMoment(work: () => void): void {
    const handle = setTimeout(() => {
      later.delete(handle);
      work();
    }, AGAIN_MS).unref();
    later.add(handle);
  }

  return {
    add(messages) {
      for (const message of messages) waiting.push(message);
      runNext();
    },
    stop() {
      stopping = true;
      for (const handle of later) clearTimeout(handle);
    },
  };
}
