/** Calls of the scheduled reports, typed by the server's own routes. */
import { until, v1 } from "../shell/client.ts";
import { answer } from "../shell/request.ts";

const LIMIT = "20";

/** A schedule as it is written. */
export interface ScheduleInput {
  name: string;
  covers: "today" | "yesterday" | "week";
  /** 1 Monday … 7 Sunday, of a weekly one. */
  weekday: number;
  /** Minutes after midnight in the workspace's zone. */
  minute: number;
  by?: string | undefined;
  people: string[];
  channels: string[];
  enabled: boolean;
}

export const reportsApi = {
  schedules: (signal: AbortSignal) => answer(v1["report-schedules"].$get({}, until(signal))),
  put: (id: string, json: ScheduleInput) => answer(v1["report-schedules"][":id"].$put({ param: { id }, json })),
  remove: (id: string) => answer(v1["report-schedules"][":id"].$delete({ param: { id } })),
  send: (id: string) => answer(v1["report-schedules"][":id"].send.$post({ param: { id } })),
  list: (cursor: string | undefined, signal: AbortSignal) =>
    answer(v1.reports.$get({ query: { limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) } }, until(signal))),
  get: (id: string, signal: AbortSignal) => answer(v1.reports[":id"].$get({ param: { id } }, until(signal))),
};
type Answer<K extends keyof typeof reportsApi> = Awaited<ReturnType<(typeof reportsApi)[K]>>;
export type ScheduleView = Answer<"schedules">["items"][number];
export type ReportListed = Answer<"list">["items"][number];
export type KeptReportView = Answer<"get">;

export const reportKeys = {
  all: ["reports"] as const,
  schedules: ["reports", "schedules"] as const,
  list: (cursor: string | undefined) => ["reports", "list", cursor ?? ""] as const,
  one: (id: string) => ["reports", "one", id] as const,
};

/** `HH:MM` of minutes after midnight, and back; null for what is no time of day. */
export const timeText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
export function minuteIn(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

/** The schema lets no other number in. */
export const NO_DAY = { zh: "", en: "" };
