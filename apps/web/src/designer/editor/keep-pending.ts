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

export function keepPending(flow: string, editor: Editor, storage: Storage = localStorage): () => void {
  let last: readonly Operation[] | null = null;
  return editor.store.subscribe(({ save }) => {
    if (save.pending === last) return;
    last = save.pending;
    try {
      if (save.pending.length === 0) storage.removeItem(keyOf(flow));
      else storage.setItem(keyOf(flow), JSON.stringify({ revision: save.revision, operations: save.pending }));
    } catch {
      // Storage full or forbidden: the edits still live in memory and are sent as usual.
    }
  });
}
