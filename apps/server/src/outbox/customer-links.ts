/** The tracking link that goes with what people outside the house are told: one an order, made when it is first needed. */
import type { GroupTx, OutboxRow, TrackingLink } from "@switchyard/store";
import { sha256 } from "../access/identity.ts";
import type { LinkTokens } from "../access/link-tokens.ts";
import { shortHash } from "./message.ts";

export interface CustomerLinks {
  tokens: LinkTokens;
  /** Where people reach this server; null: only this machine does, and links would lead nowhere. */
  publicUrl: string | null;
}

const DAY_MS = 86_400_000;
const DAYS = 30;
/** A link that ends sooner is followed by a new one. */
const LEFT_MS = 7 * DAY_MS;
const BY = "switchyard";

/** The id of a link that holds for a while yet. Of an outbox row always the same: a message that is told anew has the same link. */
export async function linkFor(
  tx: GroupTx,
  { known, workspace, row, now }: { known: readonly TrackingLink[]; workspace: string; row: OutboxRow; now: number },
  { tokens }: CustomerLinks,
): Promise<string> {
  const { order } = row;
  const ours = known.find(
    (one) => one.createdBy === BY && one.poNo === null && one.revokedAt === null && one.expiresAt > now + LEFT_MS,
  );
  if (ours !== undefined) return ours.id;
  const link: TrackingLink = {
    ...{ id: `link_${shortHash(workspace, row.id)}`, order, poNo: null, createdBy: BY },
    ...{ createdAt: now, expiresAt: now + DAYS * DAY_MS, revokedAt: null },
  };
  await tx.access.putLink(workspace, { ...link, tokenHash: sha256(tokens.of(link.id)) });
  const data = JSON.stringify({ link: link.id, po: null, expires: link.expiresAt });
  await tx.append(workspace, [{ subject: order, at: now, type: "link_created", actor: BY, data }]);
  return link.id;
}

export const addressOf = ({ tokens, publicUrl }: CustomerLinks, link: string): string | null =>
  publicUrl === null ? null : `${publicUrl}/track/${tokens.of(link)}`;
