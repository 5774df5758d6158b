/**
 * What just happened, for screens that are open. Events are numbered and the last of them are held, so that a screen that
 * lost its connection goes on where it was; one that was away too long is told to look at everything anew.
 */
import { randomBytes } from "node:crypto";

export type LiveEvent =
  /** Orders were decided or changed. `ids` names the first of them. */
  | { type: "orders"; count: number; ids: string[] }
  | { type: "replay"; id: string; status: string; processed: number; total: number }
  | { type: "inbox" }
  /** Messages were made, sent or given up. */
  | { type: "outbox" }
  /** Settings or lists changed. */
  | { type: "workspace" }
  /** Something about a flow that other screens show too. */
  | { type: "flow"; flow: string; about: "draft" | "holder" | "comments" | "golden" | "versions" }
  | { type: "intake"; quarantined: number };

export interface Listener {
  /** Text of server-sent events; false: it cannot take more and is to be let go. */
  write(text: string): boolean;
  end(): void;
}
export interface LiveEvents {
  publish(event: LiveEvent): void;
  /** `lastId` is what the listener saw last. Answers how to leave; null when too many listen. */
  listen(listener: Listener, lastId: string | null): (() => void) | null;
  readonly listeners: number;
  /** Ends all streams, and those that would begin. */
  close(): void;
}

/** Half a minute of them: browsers come back after two seconds. */
const HELD = 150;
const MOST_LISTENERS = 500;
/** Orders come by the thousand; a screen wants to know a few times a second. */
const PAUSE_MS = 200;
const IDS = 50;

export function createLiveEvents({ pauseMs = PAUSE_MS }: { pauseMs?: number } = {}): LiveEvents {
  const run = randomBytes(4).toString("hex");
  const held: { number: number; text: string }[] = [];
  const listeners = new Set<Listener>();
  let number = 0;
  let closed = false;
  let gathered: { count: number; ids: string[]; quarantined: number } | null = null;
  let timer: NodeJS.Timeout | null = null;

  function send(event: LiveEvent): void {
    number += 1;
    const { type, ...data } = event;
    const text = `id: ${run}-${number}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
    held.push({ number, text });
    if (held.length > HELD) held.shift();
    for (const listener of listeners) if (!listener.write(text)) drop(listener);
  }
  function drop(listener: Listener): void {
    if (listeners.delete(listener)) listener.end();
  }
  function flush(): void {
    timer = null;
    if (gathered === null || closed) return;
    const { count, ids, quarantined } = gathered;
    gathered = null;
    if (count > 0) send({ type: "orders", count, ids });
    if (quarantined > 0) send({ type: "intake", quarantined });
  }
  /** What was missed, or null when it is no longer known. */
  function missed(lastId: string): string[] | null {
    const [ofRun, text = ""] = lastId.split("-");
    const last = Number(text);
    const oldest = held[0]?.number ?? number + 1;
    if (ofRun !== run || !Number.isInteger(last) || last > number || last < oldest - 1) return null;
    return held.filter((one) => one.number > last).map((one) => one.text);
  }

  return {
    publish(event) {
      if (closed) return;
      if (event.type !== "orders" && event.type !== "intake") {
        send(event);
        return;
      }
      gathered ??= { count: 0, ids: [], quarantined: 0 };
      if (event.type === "intake") gathered.quarantined += event.quarantined;
      else {
        gathered.count += event.count;
        gathered.ids.push(...event.ids.slice(0, IDS - gathered.ids.length));
      }
      timer ??= setTimeout(flush, pauseMs).unref();
    },
    listen(listener, lastId) {
      if (closed || listeners.size >= MOST_LISTENERS) return null;
      const now = `id: ${run}-${number}\n`;
      // A screen that has heard nothing knows where it is, too, and misses nothing when its stream ends.
      const before = lastId === null ? [`${now}\n`] : missed(lastId);
      const start = before ?? [`${now}event: reset\ndata: {}\n\n`];
      listener.write(`retry: 2000\n: ${run}\n\n${start.join("")}`);
      listeners.add(listener);
      return () => drop(listener);
    },
    get listeners() {
      return listeners.size;
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      for (const listener of [...listeners]) drop(listener);
    },
  };
}
