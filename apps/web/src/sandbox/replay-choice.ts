/** What a person chooses for a replay, and the request that it makes. */
import { calendarDate, startOfDay } from "@switchyard/orders";
import type { DatasetView, StartReplay, VersionName } from "../replays/replays-api.ts";
import { endOfDay } from "../shell/days.ts";
import type { FlowSummary } from "../shell/flow-query.ts";

/** The draft beside what is live; the draft alone; any two versions. */
export type Pairing = "beside" | "alone" | "any";
export interface Choice {
  flow: string;
  pairing: Pairing;
  /** Of `any`. */
  version: VersionName;
  against: VersionName;
  /** Null: the workspace's own orders. */
  dataset: string | null;
  /** First and last day, both included; null: all. */
  days: readonly [string, string] | null;
  brands: string[];
  channels: string[];
  mode: "events" | "reception";
}

interface Shown {
  /** Of the address. */
  replay: string | null;
  asked: { flow?: string; dataset?: string };
  /** The run that is shown, once it is here. */
  run: { flow: string; dataset: string | null } | undefined;
  flows: readonly { id: string }[];
  ready: readonly { id: string }[];
}

/**
 * What the next run would be of: what was picked, else what the shown run was of, else the first there is. `dataset` null: the workspace's own
 * orders. Undefined: none, or not known before the run is here.
 */
export function startsWith({ replay, asked, run, flows, ready }: Shown): {
  flow: string | undefined;
  dataset: string | null | undefined;
} {
  const of = run ?? (replay === null ? { flow: flows[0]?.id, dataset: ready[0]?.id ?? null } : undefined);
  const dataset = asked.dataset === undefined ? of?.dataset : asked.dataset === "" ? null : asked.dataset;
  return { flow: asked.flow ?? of?.flow, dataset };
}

export function defaultChoice(flows: readonly FlowSummary[], flow: string, dataset: string | null): Choice {
  const live = flows.find(({ id }) => id === flow)?.live_version ?? null;
  return {
    ...{ flow, dataset, days: null, brands: [], channels: [], mode: "events" },
    // Also before its first publishing, which changes what other live flows decide: it asks for a replay beside them.
    pairing: "beside",
    ...{ version: "draft", against: live ?? "draft" },
  };
}

export function requestOf(choice: Choice, zone: string): StartReplay {
  const { flow, pairing, version, against, dataset, days, brands, channels, mode } = choice;
  return {
    flow,
    version: pairing === "any" ? version : "draft",
    against: pairing === "beside" ? "live" : pairing === "alone" ? null : against,
    mode,
    ...(dataset === null ? {} : { dataset }),
    ...(days === null ? {} : { from: startOfDay(days[0], zone), to: endOfDay(days[1], zone) }),
    ...(brands.length === 0 ? {} : { brands }),
    ...(channels.length === 0 ? {} : { channels }),
  };
}

/** First and last day of a data set, in the workspace's zone. */
export function spanOf(dataset: DatasetView | null, zone: string): readonly [string, string] | null {
  if (dataset === null || dataset.first_at === null || dataset.last_at === null) return null;
  return [calendarDate(dataset.first_at, zone), calendarDate(dataset.last_at, zone)];
}
