import type { Text } from "@switchyard/orders";
import type { Page, PageRequest } from "./paging.ts";

/** An effect that leaves the house, as its group wrote it. */
export interface OutboxRow {
  id: string;
  order: string;
  kind: string;
  /** JSON text. */
  payload: string;
  at: number;
}

/**
 * `waiting` for its turn or its next attempt; `merged` into a digest and going with it; `delivered`; `passed_on` to the
 * fallback channel; `dead`: nothing more is tried until a person sends it again; `unaddressed`: nobody to send it to, an address
 * or a contact is wanting, and a person who has added it sends it again.
 */
export const DELIVERY_STATUSES = ["waiting", "merged", "delivered", "passed_on", "dead", "unaddressed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One message on its way through one channel. The message's id stays the same over attempts, channels and restarts. */
export interface DeliveryRecord {
  id: string;
  messageId: string;
  /** The outbox row that it came from; empty for a digest. */
  outbox: string;
  order: string;
  /** The effect's type, or `digest`. */
  kind: string;
  level: number;
  /** Empty: there was no channel to send through. */
  channel: string;
  fallbacks: string[];
  /** What is sent, without anybody's address. */
  message: unknown;
  title: string;
  status: DeliveryStatus;
  attempts: number;
  nextAt: number | null;
  /** Leaves as it is and is never merged (any more). */
  fixed: boolean;
  /** Id of the digest's message. */
  digest: string | null;
  code: string | null;
  reason: Text | null;
  /** The vendor's own answer to the last attempt. */
  answer: string | null;
  createdAt: number;
  doneAt: number | null;
  /** How often a person has sent it again. */
  resent: number;
}

export interface DeliveryFilter {
  statuses?: readonly DeliveryStatus[] | undefined;
  channel?: string | undefined;
  order?: string | undefined;
}

/** What an attempt came to. */
export interface DeliveryUpdate {
  id: string;
  status: DeliveryStatus;
  attempts: number;
  nextAt: number | null;
  code: string | null;
  reason: Text | null;
  answer: string | null;
  doneAt: number | null;
}

export interface DeliveryReader {
  /** Newest first. */
  list(workspace: string, filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryRecord>>;
  get(workspace: string, delivery: string): Promise<DeliveryRecord | null>;
  ofMessages(workspace: string, messages: readonly string[]): Promise<DeliveryRecord[]>;
  /** How many there are of each channel and status; `oldest` is when the oldest of them was made. */
  counts(workspace: string): Promise<{ channel: string; status: DeliveryStatus; count: number }[]>;
  /** When the earliest waiting delivery of each channel wants its turn. */
  nextTurns(workspace: string): Promise<{ channel: string; at: number }[]>;
  /** Effects of the outbox that have not become deliveries. */
  unclaimed(workspace: string): Promise<number>;
  outboxRow(workspace: string, id: string): Promise<OutboxRow | null>;
}
export interface DeliveryWriter {
  /** Takes effects that nobody holds, oldest first, and holds them for so long. */
  claimOutbox(workspace: string, claim: Claim): Promise<OutboxRow[]>;
  doneOutbox(workspace: string, ids: readonly string[], at: number): Promise<void>;
  /** Those whose id is known already are left as they are. */
  add(workspace: string, deliveries: readonly DeliveryRecord[]): Promise<void>;
  /** Waiting deliveries of these channels that are due and that nobody holds; critical ones first, then the longest due. */
  waiting(
    workspace: string,
    claim: Omit<Claim, "leaseMs"> & { channels: readonly string[] },
  ): Promise<DeliveryRecord[]>;
  /** Keeps a waiting one back until an instant: it was not tried, and may still be merged. */
  hold(workspace: string, held: { id: string; until: number; code: string; reason: Text }): Promise<void>;
  lease(workspace: string, ids: readonly string[], until: number): Promise<void>;
  merge(workspace: string, ids: readonly string[], digest: string): Promise<void>;
  /** Writes what an attempt came to and ends the lease. */
  update(workspace: string, update: DeliveryUpdate): Promise<void>;
  /** Members of a digest share its end. */
  endMembers(
    workspace: string,
    digest: string,
    update: Omit<DeliveryUpdate, "id" | "nextAt" | "attempts">,
  ): Promise<void>;
  /** Sends dead and unaddressed ones again, at once or (`quiet`) after the quiet hours that they were made with; answers those. */
  revive(workspace: string, ids: readonly string[], again: { at: number; quiet: boolean }): Promise<string[]>;
  /** Has waiting ones that nobody is sending tried now instead of later, whoever's quiet hours it is; answers those. */
  hurry(workspace: string, ids: readonly string[], at: number): Promise<string[]>;
  /** Ends what a process that was killed still held. For a store that only one process can have open. */
  freeLeases(workspace: string): Promise<void>;
}
export interface Claim {
  now: number;
  leaseMs: number;
  limit: number;
}
