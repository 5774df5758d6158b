/** What is there already goes on at once: a store that has its answer at hand makes no event wait for a turn. */
import type { Awaitable } from "@switchyard/store";

export const after = <T, U>(value: Awaitable<T>, next: (value: T) => Awaitable<U>): Awaitable<U> =>
  value instanceof Promise ? value.then(next) : next(value);
