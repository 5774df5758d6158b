import type { Page, PageRequest } from "./paging.ts";

/**
 * Why an order waits for a person: an approval, a hold, a freeze, a pause that keeps it in the manual pool, or a deadline that was
 * not kept.
 */
export type WaitKind = "approval" | "hold" | "freeze" | "pool" | "breach";

/** An order begins to wait, or (`since` null) does not any more. */
export interface WaitWrite {
  order: string;
  kind: WaitKind;
  since: number | null;
}
export interface Wait {
  order: string;
  since: number;
}
export interface WaitReader {
  /** Orders that wait, in order of their ids: the oldest first. */
  list(workspace: string, kind: WaitKind, page: PageRequest): Promise<Page<Wait>>;
  /** Of these kinds, whoever waits longest first, by the numbers that people know. */
  longest(
    workspace: string,
    kinds: readonly WaitKind[],
    limit: number,
  ): Promise<(Wait & { kind: WaitKind; external_id: string })[]>;
  /** How many orders wait for each of these reasons. */
  counts<K extends WaitKind>(workspace: string, kinds: readonly K[]): Promise<Record<K, number>>;
}
