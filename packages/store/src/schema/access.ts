import type { Role } from "../port/access.ts";
import type { Kit } from "./kit.ts";

/** Who may do what in a workspace: members, invitations, keys of machines, links for customers. Secrets are kept as SHA-256 only. */
export const defineAccess = (kit: Kit) => ({
  members: kit.table(
    "members",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      userId: kit.text("user_id").notNull(),
      role: kit.text("role").$type<Role>().notNull(),
      /** The one brand whose orders a brand guest sees. */
      brand: kit.text("brand"),
      createdAt: kit.ms("created_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.userId] }), kit.index("members_by_user").on(t.userId)],
  ),
  invitations: kit.table(
    "invitations",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      invitationId: kit.text("invitation_id").notNull(),
      tokenHash: kit.text("token_hash").notNull(),
      email: kit.text("email").notNull(),
      role: kit.text("role").$type<Role>().notNull(),
      brand: kit.text("brand"),
      invitedBy: kit.text("invited_by").notNull(),
      createdAt: kit.ms("created_at").notNull(),
      expiresAt: kit.ms("expires_at").notNull(),
      /** Accepted or withdrawn: it opens nothing any more. */
      endedAt: kit.ms("ended_at"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.invitationId] }),
      kit.uniqueIndex("invitations_by_token").on(t.tokenHash),
    ],
  ),
  apiKeys: kit.table(
    "api_keys",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      keyId: kit.text("key_id").notNull(),
      name: kit.text("name").notNull(),
      /** The first characters, so that people can tell keys apart. */
      prefix: kit.text("prefix").notNull(),
      hash: kit.text("hash").notNull(),
      permissions: kit.json<string[]>("permissions").notNull(),
      source: kit.text("source"),
      brand: kit.text("brand"),
      ratePerMinute: kit.int("rate_per_minute").notNull(),
      createdBy: kit.text("created_by").notNull(),
      createdAt: kit.ms("created_at").notNull(),
      /** Null: until it is revoked. A rotated key ends some time after its successor began. */
      expiresAt: kit.ms("expires_at"),
      revokedAt: kit.ms("revoked_at"),
      lastUsedAt: kit.ms("last_used_at"),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.keyId] }), kit.uniqueIndex("api_keys_by_hash").on(t.hash)],
  ),
  trackingLinks: kit.table(
    "tracking_links",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      linkId: kit.text("link_id").notNull(),
      tokenHash: kit.text("token_hash").notNull(),
      orderId: kit.text("order_id").notNull(),
      /** The PO whose orders it shows, beside that order; null: that order alone. */
      poNo: kit.text("po_no"),
      createdBy: kit.text("created_by").notNull(),
      createdAt: kit.ms("created_at").notNull(),
      expiresAt: kit.ms("expires_at").notNull(),
      revokedAt: kit.ms("revoked_at"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.linkId] }),
      kit.uniqueIndex("tracking_links_by_token").on(t.tokenHash),
      kit.index("tracking_links_by_order").on(t.workspaceId, t.orderId),
    ],
  ),
});
