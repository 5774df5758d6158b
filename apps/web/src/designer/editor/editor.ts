/** The open draft: one document, changed only by operations, with its history and what is still to be saved. */
import { applyOperation, type FlowDocument, type Operation } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { createStore } from "zustand/vanilla";
import { type AutosaveOptions, createAutosave, type SaveState } from "./autosave.ts";
import { emptyHistory, type History, record, type Step, stepBack, stepForward } from "./history.ts";
import { rearranges } from "./rearranges.ts";

export interface EditorState {
  document: FlowDocument;
  history: History;
  save: SaveState;
  /** Why the last operation was refused; nothing changed then. */
  refusal: Text | null;
  readOnly: boolean;
}

export interface EditorOptions {
  document: FlowDocument;
  revision: number;
  send: AutosaveOptions["send"];
  readOnly?: boolean;
  now?: () => number;
  schedule?: NonNullable<AutosaveOptions["schedule"]>;
  delay?: number;
}

export interface ApplyOptions {
  /** Edits with the same key in quick succession are one undo step, unless one rearranges; only for operations that replace each other. */
  key?: string;
  /** Edits with the same word are an undo step each, but only the last of them is sent: a table's every edit holds the whole table. */
  sentAs?: string;
}

/**
 * Lines that left by a port go with it, and come back with no later edit of the node: such an edit replaces none and is replaced
 * by none, or undo, redo and the server would have other lines than the screen.
 */
const takesLines = (operation: Operation, undo: Operation): boolean =>
  operation.type === "update_node" && undo.type !== "update_node";

export function createEditor(options: EditorOptions) {
  const now = options.now ?? Date.now;
  const autosave = createAutosave({
    revision: options.revision,
    send: options.send,
    snapshot: () => store.getState().document,
    onChange: (save) => store.setState({ save }),
    ...(options.schedule ? { schedule: options.schedule } : {}),
    ...(options.delay === undefined ? {} : { delay: options.delay }),
  });
  const store = createStore<EditorState>(() => ({
    document: options.document,
    history: emptyHistory,
    save: autosave.state(),
    refusal: null,
    readOnly: options.readOnly ?? false,
  }));

  function change(operation: Operation): Operation | null {
    const { document, readOnly } = store.getState();
    if (readOnly) return null;
    const result = applyOperation(document, operation);
    if (!result.ok) {
      store.setState({ refusal: result.problem.message });
      return null;
    }
    store.setState({ document: result.document, refusal: null });
    return result.inverse;
  }

  function apply(operation: Operation, { key, sentAs }: ApplyOptions = {}): boolean {
    const undo = change(operation);
    if (!undo) return false;
    const alone = takesLines(operation, undo);
    const typed = key !== undefined && !alone && !rearranges(undo, operation);
    const step: Step = { undo, redo: operation, key: typed ? key : null, at: now() };
    store.setState((state) => ({ history: record(state.history, step) }));
    autosave.push(operation, alone ? null : (key ?? sentAs ?? null));
    return true;
  }

  function travel(take: typeof stepBack, pick: (step: Step) => Operation): boolean {
    const found = take(store.getState().history);
    if (!found || !change(pick(found.step))) return false;
    store.setState({ history: found.history });
    autosave.seal();
    autosave.push(pick(found.step), null);
    return true;
  }

  /** After a conflict: the server's document with my unsaved operations on top; those that no longer fit are left out. */
  function keepMine(): { dropped: number } {
    const { save } = store.getState();
    if (!save.theirs) return { dropped: 0 };
    let document = save.theirs.document;
    const kept: Operation[] = [];
    for (const operation of save.pending) {
      const result = applyOperation(document, operation);
      if (!result.ok) continue;
      document = result.document;
      kept.push(operation);
    }
    store.setState({ document, history: emptyHistory, refusal: null });
    autosave.restart({ revision: save.theirs.revision, operations: kept });
    return { dropped: save.pending.length - kept.length };
  }

  function takeTheirs(): void {
    const { theirs } = store.getState().save;
    if (!theirs) return;
    store.setState({ document: theirs.document, history: emptyHistory, refusal: null });
    autosave.restart({ revision: theirs.revision, operations: [] });
  }

  /** Edits kept by this browser from last time: sent if the draft stands where it stood, else shown as a conflict. */
  function restore(kept: { revision: number; operations: readonly Operation[] }): void {
    const { document, save } = store.getState();
    const theirs = { revision: save.revision, document };
    let mine = document;
    for (const operation of kept.operations) {
      const result = applyOperation(mine, operation);
      if (result.ok) mine = result.document;
    }
    store.setState({ document: mine });
    if (kept.revision === save.revision) autosave.restart(kept);
    else autosave.conflict(theirs, kept.operations);
  }

  return {
    store,
    apply,
    undo: () => travel(stepBack, (step) => step.undo),
    redo: () => travel(stepForward, (step) => step.redo),
    flush: () => autosave.flush(),
    retry: () => autosave.flush(),
    keepMine,
    takeTheirs,
    restore,
    /** Sends what can still be sent, then rests. */
    async leave(): Promise<void> {
      const { phase } = store.getState().save;
      if (phase === "waiting" || phase === "offline") await autosave.flush();
      autosave.stop();
    },
  };
}
export type Editor = ReturnType<typeof createEditor>;
