/** One case through a replay event by event, and through the same replay in chunks: every figure and difference must be equal. */
import { prepare } from "@switchyard/engine";
import type { News } from "../../chunk-rows.ts";
import type { OrderChunk, RecordedOrder } from "../../columns/order-columns.ts";
import type { Difference, Replay, ReplayOptions } from "../../replay.ts";
import type { Case } from "./generate.ts";

/** What is under test: perhaps with a planted fault. */
export interface Room {
  createReplay(options: ReplayOptions): Replay;
  chunkOf(orders: readonly RecordedOrder[]): OrderChunk;
}
export interface Compared {
  byEvent: string;
  inChunks: string;
  /** Whether columns decided; false: the flows are not for columns. */
  isLane: boolean;
}

const LATER = 200 * 3_600_000;

export function compareCase({ createReplay, chunkOf }: Room, one: Case): Compared {
  const { after, before, settings, edges, looks, orders, news, size } = one;
  const tried = prepare(after, settings);
  const held = before === null ? null : prepare(before, settings, { trace: one.traceBefore });
  const run = (play: (replay: Replay) => void) => {
    const differences: Difference[] = [];
    const replay = createReplay({
      ...{ flow: "f", edges, looks },
      ...{ after: tried, before: held },
      onDifference: (difference) => differences.push(difference),
    });
    play(replay);
    replay.finish((orders.at(-1)?.at ?? 0) + LATER);
    return {
      text: JSON.stringify({ figures: replay.figures(), differences }, null, 1),
      isLane: replay.byEvent === null,
    };
  };
  const slow = run((replay) => {
    for (const { event, following } of inOrder(orders, news)) replay.take(event, following);
  });
  const fast = run((replay) => {
    let next = 0;
    for (let from = 0; from < orders.length; from += size) {
      const rows = orders.slice(from, from + size);
      const until = orders[from + size]?.at ?? Number.POSITIVE_INFINITY;
      const told: News[] = [];
      for (let item = news[next]; item !== undefined && item.event.at < until; item = news[next]) {
        told.push(item);
        next += 1;
      }
      replay.takeChunk(chunkOf(rows), told);
    }
  });
  return { byEvent: slow.text, inChunks: fast.text, isLane: fast.isLane };
}

/** At one instant orders come first. */
function inOrder(orders: readonly RecordedOrder[], news: readonly News[]): News[] {
  const received = orders.map(
    ({ order, at, following }): News => ({
      event: { type: "order_received", id: `${order.id}/received`, at, order },
      following,
    }),
  );
  return [...received, ...news].sort((a, b) => a.event.at - b.event.at);
}
