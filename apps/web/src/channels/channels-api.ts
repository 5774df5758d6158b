/** Calls of these screens, typed by the server's own routes. */
import { until, v1 } from "../shell/client.ts";
import type { Span } from "../shell/QuietSpan.tsx";
import { answer } from "../shell/request.ts";

export interface NewChannel {
  kind: Exclude<ChannelView["kind"], "inbox">;
  name: string;
  enabled: boolean;
  fallback: string | null;
  settings: Record<string, unknown>;
  secrets: Record<string, string | string[]>;
}
export type ChannelChange = Omit<NewChannel, "kind"> & { keep_previous_secret?: boolean };
export type DeliveryState = "pending" | "delivered" | "passed_on" | "unaddressed" | "dead";
/** States that a person sends again out of. */
export type EndedState = "unaddressed" | "dead";

export const channelsApi = {
  channels: (signal?: AbortSignal) => answer(v1.channels.$get({}, until(signal))),
  create: (json: NewChannel) => answer(v1.channels.$post({ json })),
  change: (id: string, json: ChannelChange) => answer(v1.channels[":id"].$patch({ param: { id }, json })),
  remove: (id: string) => answer(v1.channels[":id"].$delete({ param: { id } })),
  test: (id: string, json: { person?: string; address?: string }) =>
    answer(v1.channels[":id"].test.$post({ param: { id }, json })),
  contacts: (signal?: AbortSignal) => answer(v1.contacts.$get({}, until(signal))),
  putContact: (id: string, json: Contact) => answer(v1.contacts[":id"].$put({ param: { id }, json })),
  outbox: (query: { state?: DeliveryState; cursor?: string }, signal?: AbortSignal) =>
    answer(v1.outbox.$get({ query: { ...query, limit: "50" } }, until(signal))),
  /** `quiet`: after the quiet hours of whom it is for. */
  resend: ({ id, quiet }: { id: string; quiet: boolean }) =>
    answer(v1.outbox[":id"].resend.$post({ param: { id }, query: quiet ? { quiet: "true" } : {} })),
  resendAll: (json: { state: EndedState; quiet: boolean }) => answer(v1.outbox.resend.$post({ json })),
  inbox: (open: boolean, signal?: AbortSignal) =>
    answer(v1.inbox.$get({ query: { open: open ? "true" : "false", limit: "30" } }, until(signal))),
  /** A piece of a flood: after each the screen says how far it is, and can be told to stop. */
  openAlerts: (cursor: string | null) =>
    answer(
      v1.inbox.$get({ query: { open: "true", kind: "alert", limit: "200", ...(cursor === null ? {} : { cursor }) } }),
    ),
  acknowledgeMany: (ids: string[]) => answer(v1.inbox.acknowledge.$post({ json: { ids } })),
  acknowledge: (id: string) => answer(v1.inbox[":id"].acknowledge.$post({ param: { id }, json: {} })),
};

export interface Contact {
  email?: string | undefined;
  mobile?: string | undefined;
  wecom?: string | undefined;
  dingtalk?: string | undefined;
  feishu?: string | undefined;
  quiet_hours?: Span | undefined;
}
type Answer<K extends keyof typeof channelsApi> = Awaited<ReturnType<(typeof channelsApi)[K]>>;
export type ChannelView = Answer<"channels">["items"][number];
export type ChannelKind = ChannelView["kind"];
export type ContactView = Answer<"contacts">["items"][number];
export type DeliveryView = Answer<"outbox">["items"][number];
export type InboxView = Answer<"inbox">["items"][number];

export const channelKeys = {
  channels: ["channels"] as const,
  contacts: ["contacts"] as const,
  outbox: (query: unknown) => ["outbox", query] as const,
  inbox: (open: boolean) => ["inbox", open] as const,
};
