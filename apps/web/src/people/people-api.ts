/** Who is signed in, who belongs to the workspace, with which keys machines come. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { create } from "zustand";
import { v1 } from "../shell/client.ts";
import { queryClient } from "../shell/query.ts";
import { answer, SIGNED_OUT } from "../shell/request.ts";

const until = (signal?: AbortSignal) => (signal ? { init: { signal } } : {});

export type Role = "owner" | "publisher" | "editor" | "operator" | "viewer" | "brand_guest";

export const peopleApi = {
  session: (signal?: AbortSignal) => answer(v1.session.$get({}, until(signal))),
  setUp: (json: { code: string; name: string; email: string; password: string }) => answer(v1.setup.$post({ json })),
  enter: (json: { email: string; password: string }) => answer(v1.session.$post({ json })),
  enterWithCode: (code: string) => answer(v1.session["second-factor"].$post({ json: { code } })),
  enterByCompany: (invitation?: string) =>
    answer(v1.session.company.$post({ json: invitation === undefined ? {} : { invitation } })),
  forgot: (email: string) => answer(v1.session.forgot.$post({ json: { email } })),
  reset: (token: string, password: string) =>
    answer(v1["password-reset"][":token"].$post({ param: { token }, json: { password } })),
  issueReset: (id: string) => answer(v1.members[":id"]["password-reset"].$post({ param: { id } })),
  leave: () => answer(v1.session.$delete({})),
  invitation: (token: string, signal?: AbortSignal) =>
    answer(v1.invitations[":token"].$get({ param: { token } }, until(signal))),
  accept: (token: string, json: { name?: string; password?: string }) =>
    answer(v1.invitations[":token"].$post({ param: { token }, json })),
  sessions: (signal?: AbortSignal) => answer(v1.sessions.$get({}, until(signal))),
  endSession: (id: string) => answer(v1.sessions[":id"].$delete({ param: { id } })),
  changePassword: (json: { current: string; next: string }) => answer(v1.session.password.$post({ json })),
  beginFactor: (password: string) => answer(v1["second-factor"].$post({ json: { password } })),
  confirmFactor: (code: string) => answer(v1["second-factor"].confirm.$post({ json: { code } })),
  endFactor: (password: string) => answer(v1["second-factor"].$delete({ json: { password } })),
  roles: (signal?: AbortSignal) => answer(v1.roles.$get({}, until(signal))),
  members: (signal?: AbortSignal) => answer(v1.members.$get({}, until(signal))),
  changeMember: (id: string, json: { role: Role; brand: string | null }) =>
    answer(v1.members[":id"].$patch({ param: { id }, json })),
  removeMember: (id: string) => answer(v1.members[":id"].$delete({ param: { id } })),
  invitations: (signal?: AbortSignal) => answer(v1.invitations.$get({}, until(signal))),
  invite: (json: { email: string; role: Role; brand: string | null }) => answer(v1.invitations.$post({ json })),
  withdraw: (id: string) => answer(v1.invitations[":id"].$delete({ param: { id } })),
  keys: (signal?: AbortSignal) => answer(v1.keys.$get({}, until(signal))),
  createKey: (json: NewKey) => answer(v1.keys.$post({ json })),
  rotateKey: (id: string) => answer(v1.keys[":id"].rotate.$post({ param: { id }, json: {} })),
  revokeKey: (id: string) => answer(v1.keys[":id"].$delete({ param: { id } })),
  links: (order: string, signal?: AbortSignal) =>
    answer(v1.orders[":id"].links.$get({ param: { id: order } }, until(signal))),
  createLink: (order: string, json: { days: number; shows: "order" | "po" }) =>
    answer(v1.orders[":id"].links.$post({ param: { id: order }, json })),
  revokeLink: (id: string) => answer(v1.links[":id"].$delete({ param: { id } })),
  group: (signal?: AbortSignal) => answer(v1.group.$get({}, until(signal))),
  groupTotals: (signal?: AbortSignal) => answer(v1.group.totals.$get({}, until(signal))),
  joinGroup: (id: string) => answer(v1.group.members[":id"].$put({ param: { id } })),
  leaveGroup: (id: string) => answer(v1.group.members[":id"].$delete({ param: { id } })),
  handOut: (json: { template: string; members: string[]; rule: GroupRule }) => answer(v1.group.rules.$post({ json })),
  ownTemplates: async (signal?: AbortSignal) => (await answer(v1.templates.$get({}, until(signal)))).items,
  journal: (query: JournalQuery, signal?: AbortSignal) =>
    answer(v1.journal.$get({ query: { ...query, limit: "50" } }, until(signal))),
};

type Answer<K extends keyof typeof peopleApi> = Awaited<ReturnType<(typeof peopleApi)[K]>>;
type Item<T extends { items: unknown[] }> = T["items"][number];

export type RoleTable = Answer<"roles">;
export type Permission = RoleTable["permissions"][number];
export type Member = Item<Answer<"members">>;

export type Group = Answer<"group">;
export type MemberTotals = Item<Answer<"groupTotals">>;
export type GroupRule = "fixed" | "default" | null;
export type ApiKey = Item<Answer<"keys">>;

export type JournalEntry = Item<Answer<"journal">>;
export interface NewKey {
  name: string;
  permissions: (
    | "orders.read"
    | "orders.write"
    | "orders.act"
    | "flows.read"
    | "history.read"
    | "intake.read"
    | "outbox.read"
    | "workspace.read"
  )[];
  source: string | null;
  brand: string | null;
  rate_per_minute: number;
}
export interface JournalQuery {
  subject?: string;
  type?: string;
  actor?: string;
  from?: string;
  to?: string;
  cursor?: string;
  about?: string;
  who?: string;
}

export const peopleKeys = {
  session: ["session"] as const,
  sessions: ["sessions"] as const,
  roles: ["roles"] as const,
  members: ["members"] as const,
  group: ["group"] as const,
  keys: ["keys"] as const,
  invitation: (token: string) => ["invitation", token] as const,
  links: (order: string) => ["links", order] as const,
  journal: (query: unknown) => ["journal", query] as const,
};

type Session = Answer<"session">;
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
  queryClient.setQueryData(peopleKeys.session, now);
  useEnded.setState({ ended: false });
  return queryClient.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
}

/** Asks again who is there when the server says that nobody is. */
export function useSignedOut(): void {
  useEffect(() => {
    const askAgain = () => void queryClient.invalidateQueries({ queryKey: peopleKeys.session });
    window.addEventListener(SIGNED_OUT, askAgain);
    return () => window.removeEventListener(SIGNED_OUT, askAgain);
  }, []);
}

export const sessionQuery = {
  queryKey: peopleKeys.session,
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    stillHere(await peopleApi.session(signal), queryClient.getQueryData(peopleKeys.session)),
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
