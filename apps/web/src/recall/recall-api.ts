/** Calls of 召回. A page of the server may be short; a page of the screen is full, unless it is the last. */
import type { Explanation } from "@switchyard/engine";
import { v1 } from "../shell/client.ts";
import { answer, answerAs } from "../shell/request.ts";

export interface RecallQuery {
  from: number;
  to: number | "draft";
  changed: boolean;
  q: string;
}
type Cursor = string | null;

const PAGE = 50;
/** What one request of applying takes. */
const AT_ONCE = 200;

const ask = (
  flow: string,
  { from, to, changed, q }: RecallQuery,
  cursor: Cursor,
  limit: number,
  signal?: AbortSignal,
) =>
  answer(
    v1.flows[":id"].recall.$get(
      {
        param: { id: flow },
        query: {
          ...{ from_version: String(from), to_version: String(to), limit: String(limit) },
          ...{ changed: changed ? "true" : "false", q },
          ...(cursor === null ? {} : { cursor }),
        },
      },
      signal ? { init: { signal } } : {},
    ),
  );

export type RecallItem = Awaited<ReturnType<typeof ask>>["items"][number];
export interface RecallPage {
  items: RecallItem[];
  nextCursor: Cursor;
}

export async function recallPage(
  flow: string,
  query: RecallQuery,
  first: Cursor,
  signal?: AbortSignal,
): Promise<RecallPage> {
  const items: RecallItem[] = [];
  for (let cursor = first; ; ) {
    const page = await ask(flow, query, cursor, PAGE - items.length, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null || items.length >= PAGE) return { items, nextCursor: cursor };
  }
}

/** Every order that matches, page after page; `onFound` is told how many there are so far. */
export async function allMatching(
  flow: string,
  query: RecallQuery,
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: Cursor = null; ; ) {
    const page = await ask(flow, query, cursor, AT_ONCE, signal);
    for (const { order } of page.items) found.push(order);
    onFound(found.length);
    cursor = page.nextCursor;
    if (cursor === null) return found;
  }
}

export const recallWhy = (flow: string, order: string, to: RecallQuery["to"], signal?: AbortSignal) =>
  answerAs<{ before: Explanation | null; after: Explanation[] }>(
    v1.flows[":id"].recall[":order"].$get(
      { param: { id: flow, order }, query: { to_version: String(to) } },
      signal ? { init: { signal } } : {},
    ),
  );

const apply = (flow: string, json: { from_version: number; to_version: number; orders: string[] }) =>
  answer(v1.flows[":id"].recall.$post({ param: { id: flow }, json }));
export type Recalled = Awaited<ReturnType<typeof apply>>;

/** Some hundred at a time, each order for itself: what was asked to end keeps what is done. */
export async function applyRecall(
  flow: string,
  { from, to, orders }: { from: number; to: number; orders: readonly string[] },
  onDone: (count: number) => void,
  signal: AbortSignal,
): Promise<Recalled> {
  const all: Recalled = { applied: [], refused: [] };
  for (let at = 0; at < orders.length && !signal.aborted; at += AT_ONCE) {
    const some = { from_version: from, to_version: to, orders: orders.slice(at, at + AT_ONCE) };
    const { applied, refused } = await apply(flow, some);
    all.applied.push(...applied);
    all.refused.push(...refused);
    onDone(Math.min(at + AT_ONCE, orders.length));
  }
  return all;
}
