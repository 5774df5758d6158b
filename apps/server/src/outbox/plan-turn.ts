/** What leaves of a line now, alone or merged. Stored before anything leaves: limits are spent, digests have their members, and each row is held. */
import { type Message, type OpenChannel, planSends, type Waiting } from "@switchyard/connectors";
import type { DeliveryRecord, GroupTx } from "@switchyard/store";
import type { WorkspaceView } from "../runtime/context.ts";
import { delivery } from "./expand.ts";
import { LEASE_MS } from "./expand-outbox.ts";
import { heldUntil, hold, wasHeld } from "./quiet.ts";

/** Rows of a line that are looked at together. */
export const WAITING_AT_ONCE = 1000;

interface Turn {
  workspace: WorkspaceView;
  credential: string;
  channels: readonly string[];
  limits: Pick<OpenChannel["channel"], "quotas" | "digests">;
  now: number;
}

/** `wakeAt`: when more of the line may leave; null: nothing waits. */
export async function planTurn(tx: GroupTx, turn: Turn): Promise<{ sends: DeliveryRecord[]; wakeAt: number | null }> {
  const { workspace, credential, limits, now } = turn;
  const { quotas, digests } = limits;
  const { rows, isKept } = await awake(tx, turn);
  // What was kept back is no longer due: the line may look again at once.
  if (rows.length === 0 && isKept) return { sends: [], wakeAt: now };
  // Two rows of one message (it came by two ways) go one after the other.
  const byMessage = new Map(rows.toReversed().map((row) => [row.messageId, row]));
  const limiter = await tx.channels.limiter(workspace.id, credential);
  const planned = planSends({ waiting: [...byMessage.values()].map(asWaiting), quotas, digests, limiter, now });
  const sends: DeliveryRecord[] = [];
  for (const { message, members } of planned.sends) {
    const [first, ...others] = members.flatMap((id) => byMessage.get(id) ?? []);
    if (first === undefined) continue;
    sends.push(others.length === 0 ? first : await storeDigest(tx, turn, message, [first, ...others]));
  }
  const ids = sends.map(({ id }) => id);
  await tx.deliveries.lease(workspace.id, ids, now + LEASE_MS);
  if (quotas.length > 0) await tx.channels.saveLimiter(workspace.id, credential, planned.limiter);
  return { sends, wakeAt: planned.wakeAt };
}

/** Asked when it would leave: what was late, limited or tried again may have come into quiet hours since. */
async function awake(
  tx: GroupTx,
  { workspace, channels, now }: Turn,
): Promise<{ rows: DeliveryRecord[]; isKept: boolean }> {
  const rows: DeliveryRecord[] = [];
  const waiting = await tx.deliveries.waiting(workspace.id, { channels, now, limit: WAITING_AT_ONCE });
  for (const row of waiting) {
    const until = heldUntil(row, now, workspace.settings.zone);
    if (until === null) rows.push(row);
    else await hold(tx, { workspace: workspace.id, row, until, now });
  }
  return { rows, isKept: rows.length < waiting.length };
}

async function storeDigest(
  tx: GroupTx,
  { workspace, now }: Turn,
  message: Message,
  rows: [DeliveryRecord, ...DeliveryRecord[]],
): Promise<DeliveryRecord> {
  const [{ channel, fallbacks }] = rows;
  const about = { id: "", order: message.about ?? "", kind: "digest" };
  const digest = { ...delivery({ row: about, message, channel, fallbacks, now }), fixed: true };
  await tx.deliveries.add(workspace.id, [digest]);
  const merged = rows.map(({ id }) => id);
  await tx.deliveries.merge(workspace.id, merged, message.id);
  return digest;
}

const asWaiting = (row: DeliveryRecord): Waiting => ({
  message: row.message as Message,
  dueAt: row.nextAt ?? 0,
  fixed: row.fixed || row.attempts > 0,
  held: wasHeld(row),
});
