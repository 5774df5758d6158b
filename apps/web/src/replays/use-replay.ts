/** A replay runs on the server; the page asks how far it is until it ends. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keys, queryClient } from "../shell/query.ts";
import type { ReplayView, StartReplay } from "./replays-api.ts";
import { replaysApi } from "./replays-api.ts";

const POLL_MS = 500;

export interface ReplayRun {
  id: string | null;
  /** Of what runs or was asked for last. */
  flow: string | undefined;
  replay: ReplayView | undefined;
  error: unknown;
  starting: boolean;
  /** Asked to end, and no answer yet. */
  cancelling: boolean;
  start(request: StartReplay): void;
  /** The same once more: its bytes must be the same. */
  again(): void;
  cancel(): void;
}

export function useReplay(initial: string | null = null, onStarted?: (id: string) => void): ReplayRun {
  const [id, setId] = useState(initial);
  const onSuccess = (started: { id: string }) => {
    setId(started.id);
    onStarted?.(started.id);
    void queryClient.invalidateQueries({ queryKey: keys.replays });
  };
  const start = useMutation({ mutationFn: replaysApi.startReplay, onSuccess });
  const again = useMutation({ mutationFn: replaysApi.repeatReplay, onSuccess });
  const view = useQuery({
    queryKey: keys.replay(id ?? ""),
    queryFn: ({ signal }) => replaysApi.replay(id ?? "", signal),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && query.state.data.status !== "running" ? false : POLL_MS),
  });
  // The list of runs says the same at once.
  const status = view.data?.status;
  useEffect(() => {
    if (status !== undefined && status !== "running") void queryClient.invalidateQueries({ queryKey: keys.replays });
  }, [status]);
  const cancel = useMutation({
    mutationFn: replaysApi.cancelReplay,
    // What was asked before must not say afterwards that it still runs.
    onMutate: (ended) => queryClient.cancelQueries({ queryKey: keys.replay(ended) }),
    onSuccess: (ended) => queryClient.setQueryData(keys.replay(ended.id), ended),
    onError: (_, ended) => queryClient.invalidateQueries({ queryKey: keys.replay(ended) }),
  });
  return {
    id,
    flow: start.variables?.flow ?? view.data?.flow,
    replay: view.data,
    error: start.error ?? again.error ?? view.error,
    cancelling: cancel.isPending && cancel.variables === id,
    starting: start.isPending || again.isPending || (id !== null && view.isPending),
    start(request) {
      again.reset();
      start.mutate(request);
    },
    again() {
      start.reset();
      if (id !== null) again.mutate(id);
    },
    cancel: () => {
      if (id !== null) cancel.mutate(id);
    },
  };
}
