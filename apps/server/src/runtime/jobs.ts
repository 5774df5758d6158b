/**
 * Work that no request waits for: how far it is, its end on request, and what came of it. Gone with the process: what is to last,
 * the work stores itself.
 */
import type { Text } from "@switchyard/orders";
import { Refusal } from "../refusal/refusal.ts";

export type Outcome<Result> = { is: "done"; result: Result } | { is: "cancelled" } | { is: "failed"; cause: unknown };
export interface Job<About, Result> {
  id: string;
  /** What it is, and how far. */
  about: About;
  /** Null: it is under way, or waits for its turn. */
  outcome: Outcome<Result> | null;
}
/** What work is given. */
export interface Hand<About> {
  /** How far it is. Throws where it is to end. */
  tell(progress?: Partial<About>): void;
  readonly signal: AbortSignal;
}
export interface Jobs<About, Result> {
  list(): Job<About, Result>[];
  get(id: string): Job<About, Result> | null;
  /** Throws `overloaded` where there are as many as there may be: asked before anything is given up for the work. */
  room(): void;
  /** Begins when it is its turn, and ends as the work does; who does not wait for it need not catch. Throws `overloaded`. */
  begin<R extends Result>(id: string, about: About, work: (hand: Hand<About>) => Promise<R>): Promise<R>;
  /** Asks it to end, or forgets what came of it; false: there is none. */
  cancel(id: string): boolean;
  readonly isStopping: boolean;
  stop(): Promise<void>;
}
export interface JobsOptions {
  /** Others wait for their turn; default all at once. */
  atOnce?: number;
  /** What came of it stands in the store: here it is known while it runs, and where it failed. */
  isStored?: boolean;
  onFailed?: (cause: unknown) => void;
}

/** Those that are over make room, the oldest first. */
const KEPT = 32;

type Known<About, Result> = Job<About, Result> & { control: AbortController };

export function createJobs<About extends object, Result = unknown>(options: JobsOptions = {}): Jobs<About, Result> {
  const { atOnce = Number.POSITIVE_INFINITY, isStored = false, onFailed = () => undefined } = options;
  const known = new Map<string, Known<About, Result>>();
  const running = new Set<Promise<unknown>>();
  const waiting = new Set<() => void>();
  let active = 0;
  let isStopping = false;

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        waiting.delete(begin);
        active += 1;
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener("abort", () => waiting.delete(begin) && reject(signal.reason), { once: true });
      next();
    });
  }
  function next(): void {
    for (const begin of waiting) if (active < atOnce) begin();
  }

  async function run<R extends Result>(one: Known<About, Result>, work: (hand: Hand<About>) => Promise<R>): Promise<R> {
    const { signal } = one.control;
    const tell = (progress?: Partial<About>) => {
      signal.throwIfAborted();
      Object.assign(one.about, progress);
    };
    try {
      await turn(signal);
      const result = await work({ tell, signal }).finally(() => {
        active -= 1;
        next();
      });
      one.outcome = { is: "done", result };
      return result;
    } catch (cause) {
      one.outcome = signal.aborted ? { is: "cancelled" } : { is: "failed", cause };
      if (!signal.aborted) onFailed(cause);
      throw cause;
    } finally {
      if (isStored && one.outcome?.is !== "failed") known.delete(one.id);
    }
  }

  function room(): void {
    for (const { id, outcome } of known.values()) if (known.size >= KEPT && outcome !== null) known.delete(id);
    if (known.size >= KEPT) throw new Refusal("overloaded", { retryAfter: 5 });
  }

  return {
    list: () => [...known.values()],
    get: (id) => known.get(id) ?? null,
    room,
    begin(id, about, work) {
      room();
      const one: Known<About, Result> = { id, about: { ...about }, outcome: null, control: new AbortController() };
      known.set(id, one);
      const done = run(one, work);
      running.add(done);
      done.catch(() => undefined).finally(() => running.delete(done));
      return done;
    },
    cancel(id) {
      const one = known.get(id);
      if (one?.outcome === null) one.control.abort(new Refusal("stopping"));
      else known.delete(id);
      return one !== undefined;
    },
    get isStopping() {
      return isStopping;
    },
    async stop() {
      isStopping = true;
      for (const { control } of known.values()) control.abort(new Refusal("stopping"));
      await Promise.allSettled(running);
    },
  };
}

/** Why it failed, where it did: in the file's own words, where the reason is the file. */
export function whyFailed({ outcome }: Pick<Job<unknown, unknown>, "outcome">, otherwise: Text): Text | null {
  if (outcome?.is !== "failed") return null;
  const { cause } = outcome;
  const [problem] = cause instanceof Refusal ? (cause.details.problems ?? []) : [];
  return problem?.message ?? otherwise;
}
