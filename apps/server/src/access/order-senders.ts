/** Who may bring orders at the socket: the same check as the doorkeeper's, for the one operation that is asked most. */
import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import type { Door } from "./door.ts";
import { holderOf, isThisMachine, keyIn, requirePermission, seenBy } from "./doorkeeper.ts";
import { demandOf } from "./permissions.ts";

const OPERATION = { method: "POST", pattern: "/orders" } as const;

/**
 * The workspace of who sends an order. Null: the app finds out, or says what is missing. The promise fails as the doorkeeper
 * refuses a key.
 */
export type OrderSenders = (headers: IncomingHttpHeaders) => Context | Promise<Context> | null;

export function orderSenders(door: Door): OrderSenders {
  const demand = demandOf(OPERATION.method, OPERATION.pattern);
  if (demand === null) throw new Error("nobody may send orders");
  const { signIn, workspaces } = door;
  if (signIn === null)
    return (headers) => (isThisMachine((name) => oneOf(headers[name])) ? workspaces.find(workspaces.home) : null);
  return (headers) => {
    const secret = keyIn(headers.authorization);
    return secret === undefined ? null : ofKey(secret);
  };

  async function ofKey(secret: string): Promise<Context> {
    const who = await holderOf(door, secret);
    requirePermission(who, demand ?? "anyone", OPERATION);
    const house = who.workspace === null ? null : workspaces.find(who.workspace);
    if (house === null) throw new Refusal("not_allowed");
    return seenBy(house, who);
  }
}

const oneOf = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
