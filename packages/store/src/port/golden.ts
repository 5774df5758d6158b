import type { GoldenOrder } from "@switchyard/flow";

export interface GoldenRecord extends GoldenOrder {
  createdAt: number;
  updatedAt: number;
}
export interface GoldenReader {
  /** Oldest first. */
  list(workspace: string, flow: string): Promise<GoldenRecord[]>;
}
export interface GoldenWriter {
  /** Adds a golden order, or replaces the one of the same id. */
  save(workspace: string, flow: string, golden: GoldenOrder, at: number): Promise<void>;
  /** False when there was none. */
  remove(workspace: string, flow: string, golden: string): Promise<boolean>;
}
