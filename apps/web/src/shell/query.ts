/** TanStack Query owns all that the server owns. */
import { QueryClient } from "@tanstack/react-query";
import { RequestFailure } from "./request.ts";

const worthRetrying = (failures: number, error: unknown) =>
  failures < 2 && error instanceof RequestFailure && error.passing;

/**
 * The server often stands in the same house, and answers while the browser says that it is offline: it is always asked. What waited
 * for a connection instead would neither come nor fail.
 */
const networkMode = "always";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode,
      refetchOnReconnect: true,
      retry: worthRetrying,
      staleTime: 5_000,
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode },
  },
});

/** While the server does not answer: soon at first, then ever more rarely. The live connection asks at once when it is back. */
const LOST_MS = { first: 5_000, most: 30_000 };

interface Asked {
  state: { fetchFailureReason: unknown; dataUpdatedAt: number; errorUpdatedAt: number };
}

/** How long until something is asked for again: every `ms`, and by how long the server has not answered where it does not. */
export const againAfter =
  (ms: number | false) =>
  ({ state: { fetchFailureReason: why, dataUpdatedAt, errorUpdatedAt } }: Asked): number | false => {
    if (!(why instanceof RequestFailure && why.passing)) return ms;
    const lostFor = dataUpdatedAt === 0 ? 0 : errorUpdatedAt - dataUpdatedAt;
    return Math.min(LOST_MS.most, Math.max(LOST_MS.first, lostFor / 4));
  };

export const keys = {
  workspace: ["workspace"] as const,
  beside: ["workspace", "flows"] as const,
  understander: ["understand"] as const,
  factFigures: ["workspace", "facts"] as const,
  upkeep: ["upkeep"] as const,
  flows: ["flows"] as const,
  flow: (id: string) => ["flows", id] as const,
  comments: (flow: string) => ["comments", flow] as const,
  holder: (flow: string) => ["holder", flow] as const,
  golden: (flow: string) => ["golden", flow] as const,
  orders: (query: unknown) => ["orders", query] as const,
  order: (id: string) => ["order", id] as const,
  standing: (id: string) => ["order", id, "standing"] as const,
  explanation: (id: string) => ["order", id, "explanation"] as const,
  replay: (id: string) => ["replay", id] as const,
  replays: ["replays"] as const,
  datasets: ["datasets"] as const,
  comparisons: ["intake", "comparisons"] as const,
  intakeCounts: ["intake", "counts"] as const,
  intakeRecords: (query: unknown) => ["intake", "records", query] as const,
  intakeRecord: (id: string) => ["intake", "record", id] as const,
  intakeSources: ["intake", "sources"] as const,
};
