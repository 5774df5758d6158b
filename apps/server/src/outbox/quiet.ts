/** 免打扰时段: whose quiet hours count for a message. In them it waits, and is told once when they end. */
import type { Message } from "@switchyard/connectors";
import { type QuietHours, type QuietSettings, quietUntil, type Text, URGENT_LEVEL } from "@switchyard/orders";
import type { Contact, DeliveryRecord, GroupTx } from "@switchyard/store";
import { INBOX } from "../channels/settings.ts";
import { isOutside, shortHash } from "./message.ts";
import type { Leaving } from "./routing.ts";

export interface QuietRules {
  settings: QuietSettings | undefined;
  contacts: ReadonlyMap<string, Contact>;
}

/** The step's own hours; else none for an urgent alert; else the person's, and then the workspace's. Null: told at any hour. */
function quietHoursOf(effect: Leaving, person: string, { settings, contacts }: QuietRules): QuietHours | null {
  if (effect.type !== "alert" && effect.type !== "notify") return null;
  if (effect.quietHours !== undefined) return effect.quietHours === "none" ? null : effect.quietHours;
  if (effect.type === "alert" && effect.level >= (settings?.urgent ?? URGENT_LEVEL)) return null;
  if (effect.type === "notify" && isOutside(effect.to)) return settings?.customers ?? null;
  return contacts.get(person)?.quiet_hours ?? settings?.people ?? null;
}

/** A message apart for those who have other quiet hours: nobody waits for another's. */
export function apartByQuietHours(effect: Leaving, message: Message, rules: QuietRules): Message[] {
  const groups = new Map<string, { hours: QuietHours | null; to: Message["to"] }>();
  for (const person of message.to) {
    const hours = quietHoursOf(effect, person.id, rules);
    const key = hours === null ? "" : `${hours.start}-${hours.end}`;
    groups.set(key, { hours, to: [...(groups.get(key)?.to ?? []), person] });
  }
  if (groups.size === 0) groups.set("", { hours: quietHoursOf(effect, "", rules), to: [] });
  return [...groups].map(([key, { hours, to }]) => ({
    ...message,
    ...(groups.size === 1 ? {} : { id: `msg_${shortHash(message.id, key)}` }),
    to,
    ...(hours === null ? {} : { quietHours: hours }),
  }));
}

/** Until when it is kept back now; null: it may go. The inbox rings nobody: what stands there is never kept back. */
export function heldUntil({ channel, message }: DeliveryRecord, now: number, zone: string): number | null {
  const { quietHours } = message as Message;
  return quietHours === undefined || channel === INBOX ? null : quietUntil(quietHours, now, zone);
}

const QUIET_HOURS = "quiet_hours";
export const wasHeld = ({ code, attempts }: DeliveryRecord): boolean => code === QUIET_HOURS && attempts === 0;

/** Kept back, and said so where people look: beside the message and in the order's journal. */
export async function hold(
  tx: GroupTx,
  { workspace, row, until, now }: { workspace: string; row: DeliveryRecord; until: number; now: number },
): Promise<void> {
  const { quietHours, to } = row.message as Message;
  const end = quietHours?.end ?? "";
  const reason: Text = {
    zh: `免打扰时段，暂缓到 ${end} 发送`,
    en: `Held until ${end} by quiet hours`,
  };
  await tx.deliveries.hold(workspace, { id: row.id, until, code: QUIET_HOURS, reason });
  if (row.order === "") return;
  const told = { message: row.messageId, channel: row.channel, title: row.title, until };
  const data = JSON.stringify({ ...told, to: to.map(({ id }) => id) });
  await tx.append(workspace, [{ subject: row.order, at: now, type: "message_held", actor: "switchyard", data }]);
}
