/**
 * `/metrics` answers this machine only, or whoever shows METRICS_TOKEN. A request that a proxy handed on is not from this
 * machine, whatever its socket says. To others there is nothing at this address.
 */
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { remoteAddress, wasHandedOn } from "../access/addresses.ts";

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

export function mayScrape(c: Context, token: string | null): boolean {
  if (token !== null) return isSame(c.req.header("authorization") ?? "", `Bearer ${token}`);
  if (wasHandedOn((name) => c.req.header(name))) return false;
  return LOOPBACK.test(remoteAddress(c.env));
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
