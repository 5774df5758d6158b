/** Orders that something was said about before they came: their id waits under the source's name and number for them. */
import type { Awaitable } from "@switchyard/store";
import { after } from "../executor/awaitable.ts";
import type { EventRun } from "../executor/run-event.ts";

/** No sender can write it in a header. */
const AWAITED = "\nawaited ";
export const awaitedKey = (source: string, externalId: string): string =>
  `${AWAITED}${JSON.stringify([source, externalId])}`;

/** The id that was given to an order before it came, or null. */
export function awaitedOrder(run: EventRun, source: string, externalId: string): Awaitable<string | null> {
  const { group, tx, workspace } = run;
  return after(group.hasRequest(tx, workspace, AWAITED), (any) => {
    if (!any) return null;
    const key = awaitedKey(source, externalId);
    return after(group.load(tx, workspace, [{ kind: "request", key }]), () => group.request(key)?.orderId ?? null);
  });
}
