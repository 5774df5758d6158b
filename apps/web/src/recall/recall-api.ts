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

/** Some hundred at a time, each order for itself: what was asked to end, or fails, keeps what is done. */
export function applyRecall(
  flow: string,
  { from, to, orders }: { from: number; to: number; orders: readonly string[] },
  onDone: (count: number) => void,
  signal: AbortSignal,
): Promise<RecallEnd> {
  const send = (some: string[]) => apply(flow, { from_version: from, to_version: to, orders: some });
  return inBatches(orders, { send, onDone, signal });
}

export interface RecallEnd extends Recalled {
  /** Nothing was asked of these any more: somebody ended it, or it failed before. */
  left: string[];
  /** Why it ended early; null: it did not fail. */
  failure: unknown;
}
interface Batches {
  send: (some: string[]) => Promise<Recalled>;
  onDone: (count: number) => void;
  signal: AbortSignal;
}
export async function inBatches(orders: readonly string[], { send, onDone, signal }: Batches): Promise<RecallEnd> {
  const end: RecallEnd = { applied: [], refused: [], left: [...orders], failure: null };
  try {
    while (end.left.length > 0 && !signal.aborted) {
      const { applied, refused } = await send(end.left.slice(0, AT_ONCE));
      end.applied.push(...applied);
      end.refused.push(...refused);
      end.left.splice(0, AT_ONCE);
      onDone(orders.length - end.left.length);
    }
  } catch (failure) {
    end.failure = failure;
  }
  return end;
}
