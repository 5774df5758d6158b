/** Intervals of instants, and picking one that suits several conditions at once. Milliseconds throughout. */
import type { FactState } from "../domain/fact-state.ts";
import { hasNumber, type NumberDomain } from "../domain/number-domain.ts";

export interface Span {
  lo: number;
  hi: number;
}

/** A condition on an instant: its domain, and the instant as a function of that domain's values (growing or falling). */
export interface Bound {
  domain: NumberDomain;
  read: (instant: number) => number;
  back: (value: number) => number;
}

export function numberOf(state: FactState | undefined): NumberDomain | null {
  return state?.domain.type === "number" ? state.domain : null;
}

/** The least interval that holds all values. */
export function hull(domain: NumberDomain): Span {
  if (domain.only === null) return { lo: domain.lo, hi: domain.hi };
  return { lo: Math.min(...domain.only), hi: Math.max(...domain.only) };
}

export function spanOf({ domain, back }: Bound): Span {
  const { lo, hi } = hull(domain);
  const [a, b] = [back(lo), back(hi)];
  return a <= b ? { lo: a, hi: b } : { lo: b, hi: a };
}

/** Years 1901 to 9998: what intake reads, with a margin for zones. */
export const isReadable = (instant: number): boolean => instant > -2_177_000_000_000 && instant < 253_370_000_000_000;

export const meet = (a: Span, b: Span): Span => ({ lo: Math.max(a.lo, b.lo), hi: Math.min(a.hi, b.hi) });
export const isEmpty = ({ lo, hi }: Span): boolean => lo > hi;

/** An instant that all bounds allow; null where there is none. `extra` asks what no bound says (a minute of the day). */
export function pickInstant(
  bounds: readonly Bound[],
  prefer: number,
  extra: (instant: number) => boolean = () => true,
): number | null {
  const span = bounds.map(spanOf).reduce(meet, { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY });
  if (span.lo > span.hi + 1) return null;
  const fits = (instant: number): boolean =>
    isReadable(instant) && bounds.every(({ domain, read }) => hasNumber(domain, read(instant))) && extra(instant);
  for (const instant of candidates(bounds, span, prefer)) if (fits(instant)) return instant;
  return null;
}

function* candidates(bounds: readonly Bound[], { lo, hi }: Span, prefer: number): Generator<number> {
  const near = Math.round(Math.min(Math.max(prefer, lo), hi));
  yield near;
  for (const { domain, back } of bounds) for (const value of domain.only ?? []) yield Math.round(back(value));
  if (Number.isFinite(lo) && Number.isFinite(hi)) yield Math.round((lo + hi) / 2);
  const tries = 3 + bounds.reduce((sum, { domain }) => sum + domain.not.length, 0);
  for (let step = 0; step <= tries; step += 1) {
    for (const start of [near, Math.ceil(lo), Math.floor(hi)]) {
      yield start + step;
      yield start - step;
    }
  }
}
