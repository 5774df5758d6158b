/**
 * `/metrics` answers this machine only, or whoever shows METRICS_TOKEN. A request that a proxy handed on is not from this
 * machine, whatever its socket says. To others there is nothing at this address.
 */
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { remoteAddress } from "../access/addresses.ts";

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

export function mayScrape(c: Context, token: string | null): boolean {
  if (token !== null) return isSame(c.req.header("authorization") ?? "", `Bearer ${token}`);
  if (FORWARDED.some((name) => c.req.header(name) !== undefined)) return false;
  return LOOPBACK.test(remoteAddress(c.env));
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
