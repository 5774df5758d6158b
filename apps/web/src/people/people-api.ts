/** Ways in, who belongs to the workspace, with which keys machines come. */
import { until, v1 } from "../shell/client.ts";
import { queryClient } from "../shell/query.ts";
import { answer } from "../shell/request.ts";

export type Role = "owner" | "publisher" | "editor" | "operator" | "clerk" | "viewer" | "brand_guest";

export const peopleApi = {
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
  sessions: ["sessions"] as const,
  roles: ["roles"] as const,
  members: ["members"] as const,
  group: ["group"] as const,
  keys: ["keys"] as const,
  invitation: (token: string) => ["invitation", token] as const,
  journal: (query: unknown) => ["journal", query] as const,
};

/** Members and invitations are asked for anew. */
export const membersAgain = () => void queryClient.invalidateQueries({ queryKey: peopleKeys.members });
