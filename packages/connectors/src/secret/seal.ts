/**
 * Secrets at rest: AES-256-GCM, bound to the tenant and the row they belong to, so that a sealed text copied into another row
 * does not open. `s1.<key id>.<nonce>.<sealed>`; the key comes from the caller and never from the database.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Problem, problem } from "../text.ts";

/** `current` seals; every key still listed opens. A key is 32 bytes. */
export interface Keyring {
  current: string;
  keys: Readonly<Record<string, Uint8Array>>;
}
export interface SecretPlace {
  tenant: string;
  row: string;
}
export type Opened = { ok: true; secret: string } | { ok: false; problem: Problem };

const VERSION = "s1";
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

export function sealSecret(secret: string, place: SecretPlace, keyring: Keyring): string {
  const key = keyOf(keyring, keyring.current);
  if (key === null) throw new Error("the keyring's current key must have an id of letters and digits, and 32 bytes");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(boundTo(place, keyring.current));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, keyring.current, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

export function openSecret(sealed: string, place: SecretPlace, keyring: Keyring): Opened {
  const [version, keyId = "", nonce = "", text = "", ...more] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  if (version !== VERSION || more.length > 0 || bytes.byteLength < 16) {
    return refuse("not_sealed", "密钥数据格式无效", "This is not a sealed secret");
  }
  const key = keyOf(keyring, keyId);
  if (key === null) return refuse("key_unknown", `缺少加密密钥 ${keyId}`, `The key ${keyId} is not in the keyring`);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), { authTagLength: 16 });
    decipher.setAAD(boundTo(place, keyId));
    decipher.setAuthTag(bytes.subarray(-16));
    const secret = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
    return { ok: true, secret };
  } catch {
    return refuse(
      "does_not_open",
      "密钥无法解密：不属于此行或已被改动",
      "The secret does not open: it belongs elsewhere or was changed",
    );
  }
}

/** What may be shown of a secret: enough to tell two apart, never enough to use. */
export function maskSecret(secret: string): string {
  return secret.length < 16 ? "••••" : `••••${secret.slice(-4)}`;
}

function keyOf(keyring: Keyring, id: string): Uint8Array | null {
  if (!KEY_ID.test(id) || !Object.hasOwn(keyring.keys, id)) return null;
  const key = keyring.keys[id];
  return key?.byteLength === 32 ? key : null;
}

/** Length-prefixed, so that no two places share their bytes. */
function boundTo({ tenant, row }: SecretPlace, keyId: string): Buffer {
  return Buffer.from([VERSION, keyId, tenant, row].map((part) => `${Buffer.byteLength(part)}:${part}`).join(""));
}

const refuse = (code: string, zh: string, en: string): Opened => ({ ok: false, problem: problem(code, zh, en) });
