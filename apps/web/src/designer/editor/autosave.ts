/** Sends operations to the server in order, one request at a time; keeps them until the server has answered. */
import type { FlowDocument, Operation } from "@switchyard/flow";

export interface Theirs {
  revision: number;
  document: FlowDocument;
}

export type SendResult =
  | { type: "saved"; revision: number }
  | { type: "stale"; theirs: Theirs }
  /** Not reached, or not able to for now: try again later. */
  | { type: "offline"; error?: unknown }
  /** Understood and refused: trying again would not help. */
  | { type: "refused"; error: unknown };

export type SavePhase = "saved" | "waiting" | "saving" | "offline" | "conflict" | "refused";

export interface SaveState {
  phase: SavePhase;
  revision: number;
  /** Operations the server does not have yet, oldest first. */
  pending: readonly Operation[];
  theirs: Theirs | null;
  error: unknown;
}

interface Queued {
  operation: Operation;
  key: string | null;
}

export interface AutosaveOptions {
  revision: number;
  send(patch: { revision: number; operations: Operation[] }): Promise<SendResult>;
  /** The document as it is with everything pending applied. */
  snapshot(): FlowDocument;
  onChange(state: SaveState): void;
  schedule?: (run: () => void, ms: number) => () => void;
  delay?: number;
}

/** The server takes at most 500 operations in one request. */
const AT_ONCE = 400;
const RETRY_MS = [2_000, 5_000, 10_000];
const timer = (run: () => void, ms: number) => {
  const handle = setTimeout(run, ms);
  return () => clearTimeout(handle);
};
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function createAutosave(options: AutosaveOptions) {
  const { send, snapshot, onChange, schedule = timer, delay = 700 } = options;
  let revision = options.revision;
  let queue: Queued[] = [];
  let inFlight: Queued[] = [];
  let phase: SavePhase = "saved";
  let theirs: Theirs | null = null;
  let error: unknown = null;
  let cancel: (() => void) | null = null;
  let failures = 0;

  const pending = () => [...inFlight, ...queue].map((queued) => queued.operation);
  const state = (): SaveState => ({ phase, revision, pending: pending(), theirs, error });
  const enter = (next: SavePhase) => {
    phase = next;
    onChange(state());
  };
  const plan = (ms: number) => {
    cancel?.();
    cancel = schedule(() => void flush(), ms);
  };

  function push(operation: Operation, key: string | null): void {
    const last = queue.at(-1);
    if (key !== null && last?.key === key) queue = [...queue.slice(0, -1), { operation, key }];
    else queue = [...queue, { operation, key }];
    if (phase === "saved" || phase === "waiting") {
      plan(delay);
      enter("waiting");
    } else onChange(state());
  }

  async function flush(): Promise<void> {
    if (phase === "saving" || phase === "conflict" || queue.length === 0) return;
    cancel?.();
    cancel = null;
    inFlight = queue.slice(0, AT_ONCE);
    queue = queue.slice(AT_ONCE);
    const expected = queue.length === 0 ? snapshot() : null;
    enter("saving");
    settle(await send({ revision, operations: inFlight.map((queued) => queued.operation) }), expected);
  }

  function settle(result: SendResult, expected: FlowDocument | null): void {
    // The reply to an earlier, successful try was lost: the server already has exactly this.
    const known = result.type === "stale" && expected !== null && same(result.theirs.document, expected);
    if (result.type === "saved") acknowledged(result.revision);
    else if (known) acknowledged(result.theirs.revision);
    else unsent(result);
  }

  function acknowledged(now: number): void {
    revision = now;
    inFlight = [];
    failures = 0;
    error = null;
    if (queue.length > 0) plan(delay);
    enter(queue.length > 0 ? "waiting" : "saved");
  }

  function unsent(result: Exclude<SendResult, { type: "saved" }>): void {
    queue = [...inFlight, ...queue];
    inFlight = [];
    if (result.type === "stale") {
      theirs = result.theirs;
      enter("conflict");
    } else if (result.type === "refused") {
      error = result.error;
      enter("refused");
    } else {
      plan(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 10_000);
      failures += 1;
      error = result.error ?? null;
      enter("offline");
    }
  }

  /** Begins again from a document of the server, with these operations still to send. */
  function restart(from: { revision: number; operations: readonly Operation[] }): void {
    cancel?.();
    revision = from.revision;
    queue = from.operations.map((operation) => ({ operation, key: null }));
    inFlight = [];
    theirs = null;
    error = null;
    failures = 0;
    if (queue.length > 0) plan(0);
    enter(queue.length > 0 ? "waiting" : "saved");
  }

  return {
    push,
    flush,
    restart,
    state,
    /** Typing after this does not replace what stands last in the queue. */
    seal: () => {
      queue = queue.map((queued) => ({ ...queued, key: null }));
    },
    conflict: (found: Theirs, operations: readonly Operation[]) => {
      queue = operations.map((operation) => ({ operation, key: null }));
      theirs = found;
      enter("conflict");
    },
    stop: () => cancel?.(),
  };
}
