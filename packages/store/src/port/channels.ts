import type { Text } from "@switchyard/orders";

/** Why a channel's settings do not work, as the vendor or the network said it. */
export interface ChannelFault {
  code: string;
  reason: Text;
  at: number;
}
/** A place that messages are sent to. `kind` is one of the connectors' kinds; `sealed` holds secrets, never in clear. */
export interface ChannelRecord {
  id: string;
  kind: string;
  name: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  /** Field → sealed text. */
  sealed: Record<string, string>;
  /** The channel that takes over what this one could not deliver. */
  fallback: string | null;
  fault: ChannelFault | null;
  createdAt: number;
  updatedAt: number;
}

export interface ChannelReader {
  /** Oldest first. */
  list(workspace: string): Promise<ChannelRecord[]>;
  get(workspace: string, channel: string): Promise<ChannelRecord | null>;
}
export interface ChannelWriter {
  /** Adds a channel, or replaces the one of the same id. */
  save(workspace: string, channel: ChannelRecord): Promise<void>;
  remove(workspace: string, channel: string): Promise<void>;
  /** Only the fault; a channel that is gone stays gone. */
  setFault(workspace: string, channel: string, fault: ChannelFault | null): Promise<void>;
  /** The state of a credential's rate limits: small JSON that the connectors make. */
  limiter(workspace: string, credential: string): Promise<Record<string, number>>;
  saveLimiter(workspace: string, credential: string, state: Readonly<Record<string, number>>): Promise<void>;
}
