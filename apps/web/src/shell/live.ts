/** What the server says is happening: the lists that show it are asked for anew, a few at a time. */
import type { Query, QueryKey } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { create } from "zustand";
import { withWorkspace } from "./ask.ts";
import { queryClient } from "./query.ts";
import { lookForUpgrade } from "./upgrade.ts";

/** Event → the queries that it makes stale. */
const STALE = {
  orders: ["orders", "order", "intake", "todo", "boards"],
  intake: ["intake"],
  replay: ["replay"],
  inbox: ["inbox", "todo", "boards"],
  outbox: ["outbox"],
  workspace: ["workspace"],
} as const;
/** What happened to a flow → the queries of that flow. */
const OF_FLOW = {
  // Golden orders are run on the draft.
  draft: ["versions", "golden"],
  holder: ["holder"],
  comments: ["comments"],
  golden: ["golden"],
  // What is live, beside the draft that an open editor owns.
  versions: ["versions", "rollout", "flows"],
} as const;
const PAUSE_MS = 800;
/** What counts all open orders, or all messages, is asked for more rarely. */
const BOARDS = "boards";
const COUNTED: ReadonlySet<unknown> = new Set([BOARDS, "outbox"]);
const COUNTED_PAUSE_MS = 4_000;

/** Beginnings of the keys of what an event made stale. An event that nobody here knows makes nothing stale. */
export function staleAfter(event: string, data: string): QueryKey[] {
  if (event in STALE) return STALE[event as keyof typeof STALE].map((name) => [name]);
  if (event !== "flow") return [];
  const { flow, about } = JSON.parse(data) as { flow: string; about: string };
  return about in OF_FLOW ? OF_FLOW[about as keyof typeof OF_FLOW].map((name) => [name, flow]) : [];
}
const EVERYTHING: QueryKey[] = Object.values({ ...STALE, ...OF_FLOW }).flatMap((names) => names.map((name) => [name]));

/** A list of orders in another order than newest first, or further down: its rows would move away under whoever reads it. */
export function staysPut([name, query]: QueryKey): boolean {
  if (name !== "orders" || typeof query !== "object" || query === null) return false;
  const { sort, cursor } = query as { sort?: unknown; cursor?: unknown };
  return sort !== undefined || (cursor !== undefined && cursor !== null);
}

/** How many orders came or changed since this page was opened. */
const useTold = create(() => ({ orders: 0 }));
const countOf = (data: string): number => {
  const { count } = JSON.parse(data) as { count?: unknown };
  return typeof count === "number" ? count : 1;
};

/** How many orders came or changed since a list was last asked for. */
export function useNews(askedAt: number): number {
  const told = useTold(({ orders }) => orders);
  const [since, setSince] = useState({ askedAt, told });
  if (since.askedAt !== askedAt) setSince({ askedAt, told });
  return since.askedAt === askedAt ? told - since.told : 0;
}

/** Keys of what became stale, told together after a pause. */
function gathered(pauseMs: number, onTold = () => {}) {
  const stale = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    // Where there are no rows none moves away.
    const predicate = ({ queryKey, state }: Query) => state.status === "error" || !staysPut(queryKey);
    for (const queryKey of stale.values()) void queryClient.invalidateQueries({ queryKey, predicate });
    stale.clear();
    onTold();
  };
  return {
    add(key: QueryKey) {
      stale.set(JSON.stringify(key), key);
      timer ??= setTimeout(tell, pauseMs);
    },
    stop: () => clearTimeout(timer),
  };
}

/** How long until a stream is opened anew that the browser has given up. */
const AGAIN_MS = 5_000;

interface Steady {
  open: () => EventSource;
  listen: (stream: EventSource) => void;
  /** It ended, which it does once a minute. */
  onEnd: () => void;
  /** It did not come back at once: nobody answers, or not this page. */
  onLost: () => void;
  /** It is there anew, and what happened meanwhile was not heard. */
  onAnew: () => void;
}

/**
 * A stream for as long as the page is open. Browsers open it again by themselves where nobody answers; where a proxy answers for the
 * server, or the server refuses, they give it up for good.
 */
export function steadyStream({ open, listen, onEnd, onLost, onAnew }: Steady): () => void {
  let stream: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let misses = 0;
  const begin = (isAnew: boolean) => {
    stream = open();
    listen(stream);
    let isDeaf = isAnew;
    stream.addEventListener("open", () => {
      misses = 0;
      if (isDeaf) onAnew();
      isDeaf = false;
    });
    stream.addEventListener("error", () => {
      misses += 1;
      onEnd();
      if (misses === 2) onLost();
      if (stream.readyState === CLOSED) timer = setTimeout(begin, AGAIN_MS, true);
    });
  };
  begin(false);
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}
/** `EventSource.CLOSED` */
const CLOSED = 2;
/** Who has listened once has missed something when they listen anew. */
let hasListened = false;

export function useLiveUpdates(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || typeof EventSource === "undefined") return;
    let told = 0;
    const lists = gathered(PAUSE_MS, () => {
      if (told > 0) useTold.setState(({ orders }) => ({ orders: orders + told }));
      told = 0;
    });
    const counts = gathered(COUNTED_PAUSE_MS);
    const mark = (found: readonly QueryKey[]) => {
      for (const key of found) (COUNTED.has(key[0]) ? counts : lists).add(key);
    };
    const everything = () => {
      told += 1;
      mark(EVERYTHING);
    };
    const listen = (stream: EventSource) => {
      for (const event of [...Object.keys(STALE), "flow"])
        stream.addEventListener(event, ({ data }: MessageEvent<string>) => {
          if (event === "orders") told += countOf(data);
          mark(staleAfter(event, data));
        });
      stream.addEventListener("reset", everything);
    };
    const stop = steadyStream({
      open: () => new EventSource(withWorkspace("/api/v1/events")),
      listen,
      onEnd: () => mark([[BOARDS]]),
      // What stands on a wall is asked for, so that it says when nobody answers; and who is there, for they may be no more.
      onLost: () => mark([["figures"], ["session"]]),
      onAnew: () => {
        everything();
        mark([["figures"]]);
        // Whoever was away may have come back as a newer version.
        void lookForUpgrade();
      },
    });
    if (hasListened) everything();
    hasListened = true;
    return () => {
      lists.stop();
      counts.stop();
      stop();
    };
  }, [wanted]);
}
