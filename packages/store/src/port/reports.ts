import type { Page, PageRequest } from "./paging.ts";

/** What a report is about: the day of its turn so far, the day before, or the seven days before. The last has its turn once a week. */
export const REPORT_COVERS = ["today", "yesterday", "week"] as const;
export type ReportCovers = (typeof REPORT_COVERS)[number];

/** A report of the figures that is made and sent by itself. */
export interface ReportSchedule {
  id: string;
  name: string;
  covers: ReportCovers;
  /** 1 Monday … 7 Sunday, of a weekly one. */
  weekday: number;
  /** Its hour: minutes after midnight in the workspace's zone. */
  minute: number;
  /** By what the figures are told part by part besides; absent: as a whole alone. */
  by?: string;
  /** Ids of people and of channels. */
  people: string[];
  channels: string[];
  enabled: boolean;
  /** Turns before this instant are none. */
  since: number;
}

/** A report as it was made: what it says does not change any more. */
export interface KeptReport {
  id: string;
  /** Of which schedule, and what that was called. */
  schedule: string;
  name: string;
  /** The turn that it was made for. */
  due: number;
  /** When the orders were looked at. */
  at: number;
  /** Who had it made; null: its turn had come. */
  madeBy: string | null;
  /** The messages that told of it. */
  messages: string[];
  body: unknown;
}
export type ListedReport = Omit<KeptReport, "body">;

export interface ReportReader {
  /** Newest first. */
  list(workspace: string, page: PageRequest): Promise<Page<ListedReport>>;
  get(workspace: string, id: string): Promise<KeptReport | null>;
  /** The newest of a schedule. `byItself`: of those that nobody had made. */
  newest(workspace: string, schedule: string, of?: { byItself: true }): Promise<ListedReport | null>;
}
export interface ReportWriter {
  put(workspace: string, report: KeptReport): Promise<void>;
}
