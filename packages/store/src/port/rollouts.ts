/** Why a roll-out ended: taken in full, taken back by a person, or stopped by a guard. */
export type RollOutEnd = "full" | "back" | "guard";
/** Most of each per hundred orders of the new version, once it has decided `after` orders; absent: not guarded. */
export interface Guards {
  after: number;
  alerts?: number | undefined;
  undecided?: number | undefined;
  errors?: number | undefined;
}
export interface RollOut {
  flow: string;
  version: number;
  baseline: number;
  /** Per cent, 0…100, with two decimals at most. */
  percent: number;
  by: "order" | "customer" | "brand";
  guards: Guards;
  actor: string;
  startedAt: number;
  ended: RollOutEnd | null;
  endedAt: number | null;
}
export interface RollOutReader {
  /** Those that run; of one flow all that ever were, newest first. */
  running(workspace: string): Promise<RollOut[]>;
  of(workspace: string, flow: string): Promise<RollOut[]>;
}
export interface RollOutWriter {
  save(workspace: string, rollOut: RollOut): Promise<void>;
}
