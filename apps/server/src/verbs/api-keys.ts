/** Keys with which machines come: made, rotated, revoked. The secret is told once. */
import { type ApiKey, transact } from "@switchyard/store";
import { newKey } from "../access/keys.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";

/** So long the old secret of a rotated key still opens, unless somebody says otherwise. */
const GRACE_MS = 24 * 3_600_000;

export const listKeys = (ctx: Context): Promise<ApiKey[]> => ctx.store.read.access.keys(ctx.workspace.id);

export interface KeyInput {
  name: string;
  permissions: string[];
  source: string | null;
  brand: string | null;
  ratePerMinute: number;
  expiresAt: number | null;
}

export async function createKey(ctx: Context, given: KeyInput): Promise<{ key: ApiKey; secret: string }> {
  const { secret, prefix, hash } = newKey();
  const key: ApiKey = {
    ...given,
    ...{ id: ctx.newId("key"), prefix, createdBy: ctx.who.id, createdAt: ctx.clock.now() },
    ...{ revokedAt: null, lastUsedAt: null },
  };
  await transact(ctx.store, async (tx) => {
    await tx.access.putKey(ctx.workspace.id, { ...key, hash });
    await tx.append(ctx.workspace.id, [act(ctx, "key_created", { key: key.id, ...given })]);
  });
  return { key, secret };
}

/** A new secret for the same use; the old one ends after `graceMs`. Throws `key_not_found` for one that has ended. */
export async function rotateKey(
  ctx: Context,
  id: string,
  graceMs = GRACE_MS,
): Promise<{ key: ApiKey; secret: string }> {
  const old = await openKey(ctx, id);
  const { name, permissions, source, brand, ratePerMinute } = old;
  const made = await createKey(ctx, { name, permissions, source, brand, ratePerMinute, expiresAt: null });
  const ends = Math.min(ctx.clock.now() + graceMs, old.expiresAt ?? Number.MAX_SAFE_INTEGER);
  await transact(ctx.store, async (tx) => {
    await tx.access.changeKey(ctx.workspace.id, id, { expiresAt: ends });
    await tx.append(ctx.workspace.id, [act(ctx, "key_rotated", { key: id, next: made.key.id, ends })]);
  });
  return made;
}

/** Throws `key_not_found`. */
export async function revokeKey(ctx: Context, id: string): Promise<void> {
  await openKey(ctx, id);
  await transact(ctx.store, async (tx) => {
    await tx.access.changeKey(ctx.workspace.id, id, { revokedAt: ctx.clock.now() });
    await tx.append(ctx.workspace.id, [act(ctx, "key_revoked", { key: id })]);
  });
}

async function openKey(ctx: Context, id: string): Promise<ApiKey> {
  const key = (await listKeys(ctx)).find((one) => one.id === id);
  if (key === undefined || key.revokedAt !== null) throw new Refusal("key_not_found");
  return key;
}
