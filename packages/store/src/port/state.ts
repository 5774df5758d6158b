import type { KeyKind, StateValue } from "@switchyard/engine";
import type { Page, PageRequest } from "./paging.ts";

export interface StateEntry {
  key: string;
  value: StateValue;
}
/** The engine's state by kind, in order of key: for what a screen lists of it. */
export interface StateReader {
  /** Keys that begin with `prefix`. */
  list(workspace: string, kind: KeyKind, prefix: string, page: PageRequest): Promise<Page<StateEntry>>;
  count(workspace: string, kind: KeyKind): Promise<number>;
  get(workspace: string, kind: KeyKind, key: string): Promise<StateValue | null>;
}
