/**
 * The key that checkpoints are signed with: Ed25519, in `DATA_DIR/checkpoint.key`, never in the database. Its public half
 * may be kept anywhere; with it a checkpoint is checked on another machine.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

export const CHECKPOINT_KEY_FILE = "checkpoint.key";

/** Makes the key where there is none. Throws with a message in both languages when it cannot be used. */
export function openCheckpointKey(dataDir: string): KeyObject {
  const file = join(dataDir, CHECKPOINT_KEY_FILE);
  if (!existsSync(file)) writeKey(file, dataDir);
  return readKey(file);
}

/** Null where there is none: nothing was ever signed here. */
export function findCheckpointKey(dataDir: string): KeyObject | null {
  const file = join(dataDir, CHECKPOINT_KEY_FILE);
  return existsSync(file) ? readKey(file) : null;
}

/** A key file of either half, as PEM. */
export function readKey(file: string): KeyObject {
  try {
    const pem = readFileSync(file, "utf8");
    const key = pem.includes("PRIVATE") ? createPrivateKey(pem) : createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below, without quoting the file.
  }
  throw new Error(`${file} 不是可用的 Ed25519 密钥 / ${file} is not an Ed25519 key that can be used`);
}

/** The public half as one line of text. */
export function publicText(key: KeyObject): string {
  const half = key.type === "private" ? createPublicKey(key) : key;
  return half.export({ type: "spki", format: "der" }).toString("base64");
}

export function publicKeyOf(text: string): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(text, "base64"), type: "spki", format: "der" });
  } catch {
    return null;
  }
}

/** Written whole or not at all, and readable by its owner only. */
function writeKey(file: string, dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const { privateKey } = generateKeyPairSync("ed25519");
  const half = `${file}.new`;
  const handle = openSync(half, "w", 0o600);
  writeSync(handle, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  fsyncSync(handle);
  closeSync(handle);
  renameSync(half, file);
}
