/**
 * `/metrics` answers this machine only, or whoever shows METRICS_TOKEN. A request that a proxy handed on is not from this
 * machine, whatever its socket says. To others there is nothing at this address.
 */
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { isLoopback, remoteAddress, wasHandedOn } from "../access/addresses.ts";

export function mayScrape(c: Context, token: string | null): boolean {
  if (token !== null) return isSame(c.req.header("authorization") ?? "", `Bearer ${token}`);
  if (wasHandedOn((name) => c.req.header(name))) return false;
  return isLoopback(remoteAddress(c.env));
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
