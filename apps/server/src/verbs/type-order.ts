import { hash } from "node:crypto";
import { type TypedForm, typedOrder } from "@switchyard/orders";
import type { Taken } from "../executor/intake.ts";
import { todayOf } from "../intake/read-upload.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";
import { receiveOrder } from "./receive-order.ts";

/** The source of all orders that people type. */
const BY_HAND = "hand";
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The number that the house gives: of one form always the same, so that a form sent twice is one order. */
const numberOf = (key: string): string =>
  `H-${Array.from(hash("sha256", key, "buffer").subarray(0, 12), (byte) => LETTERS[byte % 32]).join("")}`;

/**
 * Takes in an order that a person typed; `key` is the form's own. The same form with another content is an update of its order.
 * Throws as `receiveOrder` does.
 */
export function typeOrder(ctx: Context, { key, by, ...form }: TypedForm & { key: string; by: string }): Promise<Taken> {
  const body = { source: BY_HAND, external_id: numberOf(key), ...typedOrder(form, todayOf(ctx)) };
  const came = { door: "hand", raw: JSON.stringify(body), by: actorOf(ctx, by) } as const;
  return receiveOrder(ctx, { body, requestKey: null, came });
}
