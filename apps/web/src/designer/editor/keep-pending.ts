/** Unsaved edits survive a closed tab: they are kept in this browser until the server has them. */
import type { Operation } from "@switchyard/flow";
import type { Editor } from "./editor.ts";

const keyOf = (flow: string) => `switchyard.pending.${flow}`;

export interface KeptEdits {
  revision: number;
  operations: Operation[];
}

export function forgetKept(flow: string, storage: Storage = localStorage): void {
  storage.removeItem(keyOf(flow));
}

export async function readKept(flow: string, storage: Storage = localStorage): Promise<KeptEdits | null> {
  try {
    const saved: unknown = JSON.parse(storage.getItem(keyOf(flow)) ?? "null");
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

export function keepPending(flow: string, editor: Editor, storage: Storage = localStorage): () => void {
  let last: readonly Operation[] | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  function write() {
    clearTimeout(waiting);
    waiting = undefined;
    const { pending, revision } = editor.store.getState().save;
    try {
      if (pending.length === 0) storage.removeItem(keyOf(flow));
      else storage.setItem(keyOf(flow), JSON.stringify({ revision, operations: pending }));
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
