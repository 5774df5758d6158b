/**
 * Files that are being read, one at a time: how far each is, and its end on request. What ends half-way leaves nothing behind.
 * Imports of histories are one line, comparisons of sheets another.
 */
import type { Text } from "@switchyard/orders";
import type { DatasetFormat } from "@switchyard/store";
import { transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

/** A data set, or a report, that is not whole yet. */
export interface ImportUnderWay {
  id: string;
  name: string;
  format: DatasetFormat;
  note: string | null;
  createdAt: number;
  /** Rows that were read so far. */
  read: number;
  /** Why it ended; it stays in the list until somebody takes it away. */
  failed: Text | null;
}
export type ImportAbout = Omit<ImportUnderWay, "read" | "failed">;
/** Is told how many rows were read; throws to end the import. */
export type OnRead = (count?: number) => void;
export interface Imports {
  list(): ImportUnderWay[];
  get(id: string): ImportUnderWay | null;
  /** Asks it to end, or takes a failed one off the list; false when it is neither. */
  cancel(id: string): boolean;
  /** Runs when it is its turn. Rejects with why it failed, or `ImportCancelled`; what `whyOf` makes of a failure stays in the list. */
  run<T>(about: ImportAbout, work: (onRead: OnRead) => Promise<T>, whyOf?: (cause: unknown) => Text): Promise<T>;
  readonly isStopping: boolean;
  stop(): Promise<void>;
}
export class ImportCancelled extends Error {
  override readonly name = "ImportCancelled";
}

type Known = ImportUnderWay & { isCancelled: boolean };

export function createImports(): Imports {
  const known = new Map<string, Known>();
  let line: Promise<unknown> = Promise.resolve();
  let isStopping = false;
  return {
    get isStopping() {
      return isStopping;
    },
    list: () => [...known.values()],
    get: (id) => known.get(id) ?? null,
    cancel(id) {
      const one = known.get(id);
      if (one === undefined) return false;
      if (one.failed !== null) known.delete(id);
      one.isCancelled = true;
      return true;
    },
    async run(about, work, whyOf) {
      const one: Known = { ...about, read: 0, failed: null, isCancelled: false };
      known.set(one.id, one);
      const onRead: OnRead = (count = one.read) => {
        if (one.isCancelled) throw new ImportCancelled();
        one.read = count;
      };
      const turn = line.then(() => {
        onRead();
        return work(onRead);
      });
      line = turn.catch(() => undefined);
      try {
        const done = await turn;
        known.delete(one.id);
        return done;
      } catch (cause) {
        if (whyOf === undefined || cause instanceof ImportCancelled) known.delete(one.id);
        else one.failed = whyOf(cause);
        throw cause;
      }
    },
    async stop() {
      isStopping = true;
      for (const one of known.values()) one.isCancelled = true;
      await line;
    },
  };
}

const PIECE = 2000;

/** Takes the rows of what is on no list any more out of the store, piece by piece. */
export async function clearRows({ store, workspace, imports }: Context, id: string): Promise<void> {
  while (!imports.isStopping && (await transact(store, (tx) => tx.datasets.clear(workspace.id, id, PIECE))) > 0);
}
