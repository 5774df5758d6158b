/**
 * A hash over differences in their order, which parts of a history can be run apart for: of two stretches one after the other it
 * is made of theirs. A polynomial in a prime field, with a hash of each difference for a coefficient.
 */
import { createHash } from "node:crypto";
import type { Difference } from "@switchyard/sandbox";

/** 2^127 − 1. */
const PRIME = (1n << 127n) - 1n;
const BASE = 0x6a09_e667_f3bc_c908_bb67_ae85_84ca_a73bn % PRIME;

/** Of a stretch: how many differences, and their hash. */
export interface Hashed {
  count: number;
  hash: bigint;
}
export const NOTHING_HASHED: Hashed = { count: 0, hash: 0n };

export function withDifference({ count, hash }: Hashed, difference: Difference): Hashed {
  const text = createHash("sha256").update(JSON.stringify(difference)).digest("hex");
  return { count: count + 1, hash: (hash * BASE + BigInt(`0x${text.slice(0, 32)}`)) % PRIME };
}

/** The second stretch follows upon the first. */
export const joined = (one: Hashed, other: Hashed): Hashed => ({
  count: one.count + other.count,
  hash: (one.hash * power(other.count) + other.hash) % PRIME,
});

function power(exponent: number): bigint {
  let [result, square] = [1n, BASE];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}
