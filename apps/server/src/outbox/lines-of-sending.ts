/** Sending lines: one a credential, so that two channels with one robot share its limits and a slow one delays nobody else. */
import type { OpenChannel } from "@switchyard/connectors";
import type { ChannelRecord } from "@switchyard/store";
import { INBOX, openStored, type Safe } from "../channels/settings.ts";

export interface SendingLine {
  credential: string;
  /** Null where nothing can be sent: off, incomplete or gone. */
  open: OpenChannel | null;
  channels: string[];
}

const BUILT_IN: Pick<ChannelRecord, "id" | "kind"> = { id: INBOX, kind: "inbox" };

/** Opens channels, and remembers what it opened until the row changes. */
export function channelOpener(safe: Safe): (record: ChannelRecord) => OpenChannel | null {
  const known = new Map<string, { stamp: string; open: OpenChannel | null }>();
  return (record) => {
    const stamp = `${record.updatedAt} ${record.enabled} ${record.fault?.code ?? ""}`;
    const kept = known.get(record.id);
    if (kept?.stamp === stamp) return kept.open;
    const opened = record.enabled ? openStored(safe, record) : null;
    const open = opened?.ok === true ? opened.channel : null;
    known.set(record.id, { stamp, open });
    return open;
  };
}

/** `ids` are the channels that have something waiting. */
export function linesOf(
  ids: readonly string[],
  records: readonly ChannelRecord[],
  openRecord: (record: ChannelRecord) => OpenChannel | null,
  builtIn: OpenChannel,
): SendingLine[] {
  const lines = new Map<string, SendingLine>();
  for (const id of ids) {
    const record = records.find((one) => one.id === id);
    const open = id === BUILT_IN.id ? builtIn : record === undefined ? null : openRecord(record);
    const credential = open?.credential ?? `unavailable ${id}`;
    const line = lines.get(credential);
    if (line === undefined) lines.set(credential, { credential, open, channels: [id] });
    else line.channels.push(id);
  }
  return [...lines.values()];
}
