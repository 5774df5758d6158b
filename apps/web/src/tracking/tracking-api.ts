/** What a customer's page asks of the server; the token in its address is all that opens it. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useStore } from "zustand";
import { v1 } from "../shell/client.ts";
import { preferences } from "../shell/preferences.ts";
import { answer } from "../shell/request.ts";
import { type Format, formatFor } from "../words/format.ts";

export const trackingApi = {
  tracked: (token: string, signal?: AbortSignal) =>
    answer(v1.tracking[":token"].$get({ param: { token } }, signal ? { init: { signal } } : {})),
  answer: (token: string, json: CustomerAnswer) =>
    answer(v1.tracking[":token"].answers.$post({ param: { token }, json })),
};

export type Tracked = Awaited<ReturnType<typeof trackingApi.tracked>>;
export type TrackedOrder = Tracked["orders"][number];
export interface CustomerAnswer {
  order: string;
  contact?: { mobile: string; address?: string };
  choice?: string;
}

/** What is shown is never older than three minutes: it is asked for anew each minute, and said to be old where no answer comes. */
const EVERY_MS = 60_000;
export const OLD_MS = 180_000;

export const trackedKey = (token: string) => ["tracked", token] as const;

export function useTracked() {
  const { token } = useParams({ strict: false }) as { token: string };
  const tracked = useQuery({
    queryKey: trackedKey(token),
    queryFn: ({ signal }) => trackingApi.tracked(token, signal),
    retry: false,
    refetchInterval: ({ state }) => (state.error === null || state.data !== undefined ? EVERY_MS : false),
  });
  return { token, tracked };
}

/** Whoever looks is not in the workspace: its zone comes with the answer. */
export function useTrackedFormat({ zone }: Pick<Tracked, "zone">): Format {
  return formatFor(
    useStore(preferences, (state) => state.language),
    zone,
  );
}
