/** Who is signed in, and what they may do. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { create } from "zustand";
import { until, v1 } from "./client.ts";
import { queryClient } from "./query.ts";
import { answer, SIGNED_OUT } from "./request.ts";

export const SESSION = ["session"] as const;
export const askSession = (signal?: AbortSignal) => answer(v1.session.$get({}, until(signal)));

type Session = Awaited<ReturnType<typeof askSession>>;
export type Permission = Session["permissions"][number];

/** Whether the server no longer knows the person whose page this is. */
export const useEnded = create(() => ({ ended: false }));

/** What somebody was doing when their session ended stays on the screen as it was, until they are back. */
export function stillHere(now: Session, before: Session | undefined): Session {
  const ended = now.state === "signed_out" && before?.state === "signed_in";
  useEnded.setState({ ended });
  return ended ? before : now;
}

/** They are in again: what was refused meanwhile is asked for anew. */
export function backAgain(now: Session): Promise<void> {
  queryClient.setQueryData(SESSION, now);
  useEnded.setState({ ended: false });
  return queryClient.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
}

/** Asks again who is there when the server says that nobody is. */
export function useSignedOut(): void {
  useEffect(() => {
    const askAgain = () => void queryClient.invalidateQueries({ queryKey: SESSION });
    window.addEventListener(SIGNED_OUT, askAgain);
    return () => window.removeEventListener(SIGNED_OUT, askAgain);
  }, []);
}

export const sessionQuery = {
  queryKey: SESSION,
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    stillHere(await askSession(signal), queryClient.getQueryData(SESSION)),
  staleTime: 60_000,
};

export function useSession() {
  return useQuery({ ...sessionQuery, refetchOnWindowFocus: true });
}

/** Whether the person may do it. Until the answer is there nothing is hidden: the server decides anyway. */
export function useMay(permission: Permission | null): boolean {
  const session = useSession().data;
  return permission === null || session === undefined || session.permissions.includes(permission);
}
