import { and, asc, desc, eq, gt, isNull, max } from "../drizzle.ts";
import type { AccessReader, AccessWriter } from "../port/access.ts";
import { apiKeys, invitations, members, sessions, trackingLinks, users } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

const membership = {
  workspace: members.workspaceId,
  user: members.userId,
  role: members.role,
  brand: members.brand,
  createdAt: members.createdAt,
};
const invitation = {
  id: invitations.invitationId,
  email: invitations.email,
  role: invitations.role,
  brand: invitations.brand,
  invitedBy: invitations.invitedBy,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
};
const key = {
  id: apiKeys.keyId,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  permissions: apiKeys.permissions,
  source: apiKeys.source,
  brand: apiKeys.brand,
  ratePerMinute: apiKeys.ratePerMinute,
  createdBy: apiKeys.createdBy,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  lastUsedAt: apiKeys.lastUsedAt,
};
const link = {
  id: trackingLinks.linkId,
  order: trackingLinks.orderId,
  poNo: trackingLinks.poNo,
  createdBy: trackingLinks.createdBy,
  createdAt: trackingLinks.createdAt,
  expiresAt: trackingLinks.expiresAt,
  revokedAt: trackingLinks.revokedAt,
};
/** Accepted, withdrawn and expired ones open nothing. */
const stillOpen = (now: number) => and(isNull(invitations.endedAt), gt(invitations.expiresAt, now));

export const accessReader = (db: Queries): AccessReader => ({
  async memberships(user) {
    return await db.select(membership).from(members).where(eq(members.userId, user)).orderBy(asc(members.createdAt));
  },
  async members(workspace) {
    const rows = await db
      .select({
        ...membership,
        name: users.name,
        email: users.email,
        secondFactor: users.twoFactorEnabled,
        seenAt: max(sessions.updatedAt),
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .leftJoin(sessions, eq(sessions.userId, members.userId))
      .where(eq(members.workspaceId, workspace))
      .groupBy(members.userId)
      .orderBy(asc(members.createdAt));
    return rows.map((row) => ({ ...row, secondFactor: row.secondFactor === true }));
  },
  async invitations(workspace, now) {
    return await db
      .select(invitation)
      .from(invitations)
      .where(and(eq(invitations.workspaceId, workspace), stillOpen(now)))
      .orderBy(desc(invitations.createdAt));
  },
  async invitation(tokenHash, now) {
    const [row] = await db
      .select({ ...invitation, workspace: invitations.workspaceId })
      .from(invitations)
      .where(and(eq(invitations.tokenHash, tokenHash), stillOpen(now)));
    return row ?? null;
  },
  async keys(workspace) {
    return await db
      .select(key)
      .from(apiKeys)
      .where(eq(apiKeys.workspaceId, workspace))
      .orderBy(desc(apiKeys.createdAt));
  },
  async key(hash) {
    const [row] = await db
      .select({ ...key, workspace: apiKeys.workspaceId })
      .from(apiKeys)
      .where(eq(apiKeys.hash, hash));
    return row ?? null;
  },
  async links(workspace, order) {
    return await db
      .select(link)
      .from(trackingLinks)
      .where(and(eq(trackingLinks.workspaceId, workspace), eq(trackingLinks.orderId, order)))
      .orderBy(desc(trackingLinks.createdAt));
  },
  async link(tokenHash, now) {
    const [row] = await db
      .select({ ...link, workspace: trackingLinks.workspaceId })
      .from(trackingLinks)
      .where(
        and(eq(trackingLinks.tokenHash, tokenHash), isNull(trackingLinks.revokedAt), gt(trackingLinks.expiresAt, now)),
      );
    return row ?? null;
  },
});

export const accessWriter = (db: Queries): AccessWriter => ({
  async putMember({ workspace: workspaceId, user: userId, role, brand, createdAt }) {
    await db
      .insert(members)
      .values({ workspaceId, userId, role, brand, createdAt })
      .onConflictDoUpdate({ target: [members.workspaceId, members.userId], set: { role, brand } });
  },
  async removeMember(workspace, user) {
    const gone = await db
      .delete(members)
      .where(and(eq(members.workspaceId, workspace), eq(members.userId, user)))
      .returning({ user: members.userId });
    return gone.length > 0;
  },
  async putInvitation(workspaceId, { id: invitationId, ...rest }) {
    await db.insert(invitations).values({ workspaceId, invitationId, ...rest });
  },
  async endInvitation(workspace, id, at) {
    const ended = await db
      .update(invitations)
      .set({ endedAt: at })
      .where(and(eq(invitations.workspaceId, workspace), eq(invitations.invitationId, id), isNull(invitations.endedAt)))
      .returning({ id: invitations.invitationId });
    return ended.length > 0;
  },
  async putKey(workspaceId, { id: keyId, ...rest }) {
    await db.insert(apiKeys).values({ workspaceId, keyId, ...rest });
  },
  async changeKey(workspace, id, change) {
    const changed = await db
      .update(apiKeys)
      .set(change)
      .where(and(eq(apiKeys.workspaceId, workspace), eq(apiKeys.keyId, id)))
      .returning({ id: apiKeys.keyId });
    return changed.length > 0;
  },
  async putLink(workspaceId, { id: linkId, order: orderId, ...rest }) {
    await db.insert(trackingLinks).values({ workspaceId, linkId, orderId, ...rest });
  },
  async revokeLink(workspace, id, at) {
    const revoked = await db
      .update(trackingLinks)
      .set({ revokedAt: at })
      .where(
        and(eq(trackingLinks.workspaceId, workspace), eq(trackingLinks.linkId, id), isNull(trackingLinks.revokedAt)),
      )
      .returning({ id: trackingLinks.linkId });
    return revoked.length > 0;
  },
});
