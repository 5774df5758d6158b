/** Orders that something was said about before they came: their id waits under the source's name and number for them. */
import type { Awaitable } from "@switchyard/store";
import { after } from "../executor/awaitable.ts";
import type { EventRun } from "../executor/run-event.ts";

/** A key that no sender can write in a header. */
export const awaitedKey = (source: string, externalId: string): string =>
  `\nawaited ${JSON.stringify([source, externalId])}`;

/** The id that was given to an order before it came, or null. */
export function awaitedOrder(run: EventRun, source: string, externalId: string): Awaitable<string | null> {
  const key = awaitedKey(source, externalId);
  return after(
    run.group.load(run.tx, run.workspace, [{ kind: "request", key }]),
    () => run.group.request(key)?.orderId ?? null,
  );
}
