/**
 * Keys of machines: `sy_` + 256 random bits, kept as SHA-256. Looked up once and then remembered for a moment, so that a
 * key costs an order no query; a revoked one is shut out at once in this process.
 */
import { randomBytes } from "node:crypto";
import { type ApiKey, type Store, transact } from "@switchyard/store";
import { type Identity, sha256 } from "./identity.ts";
import { KEY_PERMISSIONS, type Permission } from "./permissions.ts";

export interface Keys {
  /** Null: there is no such key, or it has ended. */
  find(secret: string): Promise<(Identity & { ratePerMinute: number }) | null>;
  /** A key changed: it is looked up anew. */
  forget(): void;
  /** Writes when keys were last used; runs by itself every minute. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const PREFIX = "sy_";
export const newKey = (): { secret: string; prefix: string; hash: string } => {
  const secret = PREFIX + randomBytes(32).toString("base64url");
  return { secret, prefix: secret.slice(0, 9), hash: sha256(secret) };
};

const REMEMBER_MS = 1000;
const MOST_REMEMBERED = 10_000;

export function createKeys(store: Store, clock: { now(): number }): Keys {
  type Found = (ApiKey & { workspace: string }) | null;
  const remembered = new Map<string, { found: Found; until: number }>();
  const used = new Map<string, { workspace: string; id: string; at: number }>();
  const lookUp = async (hash: string): Promise<Found> => {
    const now = performance.now();
    const known = remembered.get(hash);
    if (known !== undefined && known.until > now) return known.found;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const found = await store.read.access.key(hash);
    remembered.set(hash, { found, until: now + REMEMBER_MS });
    return found;
  };
  const flush = async () => {
    const uses = [...used.values()];
    if (uses.length === 0) return;
    await transact(store, async (tx) => {
      for (const { workspace, id, at } of uses) await tx.access.changeKey(workspace, id, { lastUsedAt: at });
    });
    // Not before: what could not be written is written the next time. A use that came meanwhile stays.
    for (const one of uses) if (used.get(one.id) === one) used.delete(one.id);
  };
  const ticking = setInterval(() => void flush().catch(() => {}), 60_000).unref();
  return {
    async find(secret) {
      if (!secret.startsWith(PREFIX)) return null;
      const found = await lookUp(sha256(secret));
      const now = clock.now();
      if (found === null || found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt <= now))
        return null;
      used.set(found.id, { workspace: found.workspace, id: found.id, at: now });
      return {
        ...{ kind: "key", id: found.id, name: found.name, workspace: found.workspace, role: null },
        ...{ permissions: permissionsOf(found), brand: found.brand, source: found.source },
        ratePerMinute: found.ratePerMinute,
      };
    },
    forget: () => remembered.clear(),
    flush,
    async stop() {
      clearInterval(ticking);
      await flush();
    },
  };
}

/** What was given, as far as a key may have it at all. */
const permissionsOf = ({ permissions }: ApiKey): ReadonlySet<Permission> =>
  new Set(KEY_PERMISSIONS.filter((one) => permissions.includes(one)));
