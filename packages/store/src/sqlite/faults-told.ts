/** Faults of a store while it is open, as the operator is told of them. */
import { StoreError } from "../port/errors.ts";
import { asStoreError } from "./errors.ts";

export interface Faults {
  /** What is to be thrown in its place. */
  said(cause: unknown): unknown;
  /**
   * Runs a statement; what the operator can mend is thrown as a `StoreError`. A transaction that has ended takes none: a full disk
   * ends it by itself, and what came after would stand in the file alone.
   */
  saying(run: () => void): void;
  /** A repository, each of whose functions says so too. */
  sayingAll<W extends object>(repository: W): W;
  /** The disk failed under a write: nothing is written any more. */
  readonly broken: StoreError | null;
  /** How often it was full. */
  readonly timesFull: number;
}

interface FaultsOptions {
  onBroken(cause: StoreError): void;
  inTransaction(): boolean;
}

export function faultsTold({ onBroken, inTransaction }: FaultsOptions): Faults {
  let broken: StoreError | null = null;
  let timesFull = 0;
  const said = (cause: unknown): unknown => {
    const error = asStoreError(cause);
    if (error instanceof StoreError && error.code === "full") timesFull += 1;
    if (broken === null && error instanceof StoreError && error.code === "disk_failed") {
      broken = error;
      onBroken(error);
    }
    return error;
  };
  const assertOpen = () => {
    if (!inTransaction()) throw new Error("the transaction has ended");
  };
  return {
    said,
    saying(run) {
      assertOpen();
      try {
        run();
      } catch (cause) {
        throw said(cause);
      }
    },
    sayingAll<W extends object>(repository: W): W {
      const functions = Object.entries(repository) as [string, (...given: unknown[]) => unknown][];
      const all = functions.map(([name, run]) => [
        name,
        async (...given: unknown[]) => {
          assertOpen();
          try {
            return await run.apply(repository, given);
          } catch (cause) {
            throw said(cause);
          }
        },
      ]);
      return Object.fromEntries(all) as W;
    },
    get broken() {
      return broken;
    },
    get timesFull() {
      return timesFull;
    },
  };
}
