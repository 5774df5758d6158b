/**
 * Unsaved edits survive a closed tab: they are kept in this browser until the server has them. Each tab keeps its own, so that of
 * two tabs with one draft neither drops nor sends what the other has not saved yet.
 */
import type { Operation } from "@switchyard/flow";
import type { Editor } from "./editor.ts";

const PREFIX = "switchyard.pending.";

export interface KeptEdits {
  revision: number;
  operations: Operation[];
}

/** Where one tab keeps its edits of one flow. No other tab has it until `release`, or until this one is gone. */
export interface Keeping {
  key: string;
  release(): void;
}

/** Null where another tab has it. A browser without locks (a page without TLS) has one place for all its tabs. */
function claim(key: string): Promise<Keeping | null> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return Promise.resolve({ key, release: () => {} });
  return new Promise((claimed, failed) => {
    const holding = (lock: Lock | null) => {
      if (lock === null) return claimed(null);
      return new Promise<void>((release) => claimed({ key, release }));
    };
    locks.request(key, { ifAvailable: true }, holding).catch(failed);
  });
}

/** What a tab that is gone left behind comes first, then a free place. */
export async function claimKeeping(flow: string, storage: Storage = localStorage): Promise<Keeping> {
  const first = `${PREFIX}${flow}`;
  const isOfFlow = (key: string) => key === first || key.startsWith(`${first}.`);
  for (const key of Object.keys(storage).filter(isOfFlow)) {
    const found = await claim(key);
    if (found) return found;
  }
  for (let place = 1; ; place += 1) {
    const found = await claim(place === 1 ? first : `${first}.${place}`);
    if (found) return found;
  }
}

export function forgetKept({ key }: Keeping, storage: Storage = localStorage): void {
  storage.removeItem(key);
}

export async function readKept({ key }: Keeping, storage: Storage = localStorage): Promise<KeptEdits | null> {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key) ?? "null");
    if (typeof saved !== "object" || saved === null || !("revision" in saved) || !("operations" in saved)) return null;
    const { storedOperations } = await import("./parse-stored.ts");
    const operations = storedOperations.safeParse(saved.operations);
    if (!operations.success || operations.data.length === 0 || typeof saved.revision !== "number") return null;
    return { revision: saved.revision, operations: operations.data };
  } catch {
    return null;
  }
}

/** Written when the hand pauses, for a large table is long; and at once when the page goes. */
const PAUSE_MS = 120;

export function keepPending({ key }: Keeping, editor: Editor, storage: Storage = localStorage): () => void {
  let last: readonly Operation[] | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  function write() {
    clearTimeout(waiting);
    waiting = undefined;
    const { pending, revision } = editor.store.getState().save;
    try {
      if (pending.length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify({ revision, operations: pending }));
    } catch {
      // Storage full or forbidden: the edits still live in memory and are sent as usual.
    }
  }
  const unsubscribe = editor.store.subscribe(({ save }) => {
    if (save.pending === last) return;
    last = save.pending;
    if (save.pending.length === 0) write();
    else waiting ??= setTimeout(write, PAUSE_MS);
  });
  window.addEventListener("pagehide", write);
  return () => {
    unsubscribe();
    window.removeEventListener("pagehide", write);
    if (waiting !== undefined) write();
  };
}
