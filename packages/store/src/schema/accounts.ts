import type { Kit } from "./kit.ts";

/**
 * People who sign in, as better-auth models them: its fields by its names, instants in UTC milliseconds. A person belongs
 * to no workspace; `members` says where they may go. Session tokens are kept as SHA-256.
 */
export const defineAccounts = (kit: Kit) => ({
  users: kit.table(
    "users",
    {
      id: kit.text("user_id").notNull(),
      name: kit.text("name").notNull(),
      email: kit.text("email").notNull(),
      emailVerified: kit.bool("email_verified").notNull(),
      image: kit.text("image"),
      twoFactorEnabled: kit.bool("two_factor_enabled"),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.id] }), kit.uniqueIndex("users_by_email").on(t.email)],
  ),
  sessions: kit.table(
    "sessions",
    {
      id: kit.text("session_id").notNull(),
      token: kit.text("token_hash").notNull(),
      userId: kit.text("user_id").notNull(),
      expiresAt: kit.ms("expires_at").notNull(),
      ipAddress: kit.text("ip_address"),
      userAgent: kit.text("user_agent"),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.id] }),
      kit.uniqueIndex("sessions_by_token").on(t.token),
      kit.index("sessions_by_user").on(t.userId),
    ],
  ),
  accounts: kit.table(
    "accounts",
    {
      id: kit.text("id").notNull(),
      providerId: kit.text("provider_id").notNull(),
      accountId: kit.text("account_id").notNull(),
      userId: kit.text("user_id").notNull(),
      password: kit.text("password"),
      accessToken: kit.text("access_token"),
      refreshToken: kit.text("refresh_token"),
      idToken: kit.text("id_token"),
      accessTokenExpiresAt: kit.ms("access_token_expires_at"),
      refreshTokenExpiresAt: kit.ms("refresh_token_expires_at"),
      scope: kit.text("scope"),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.id] }), kit.index("accounts_by_user").on(t.userId)],
  ),
  verifications: kit.table(
    "verifications",
    {
      id: kit.text("id").notNull(),
      identifier: kit.text("identifier").notNull(),
      value: kit.text("value").notNull(),
      expiresAt: kit.ms("expires_at").notNull(),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.id] }), kit.index("verifications_by_identifier").on(t.identifier)],
  ),
  twoFactors: kit.table(
    "two_factors",
    {
      id: kit.text("id").notNull(),
      userId: kit.text("user_id").notNull(),
      secret: kit.text("secret").notNull(),
      backupCodes: kit.text("backup_codes").notNull(),
      verified: kit.bool("verified"),
      failedVerificationCount: kit.int("failed_verification_count"),
      lockedUntil: kit.ms("locked_until"),
    },
    (t) => [kit.primaryKey({ columns: [t.id] }), kit.index("two_factors_by_user").on(t.userId)],
  ),
});
