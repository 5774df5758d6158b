/**
 * The key that secrets are sealed with. It lies beside the database and never in it: `DATA_DIR/secret.key`, made at the
 * first start, or SWITCHYARD_SECRET_KEY. One key a line, newest first; older ones still open what they sealed.
 */
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Keyring } from "@switchyard/connectors";
import { CannotStart } from "../runtime/cannot-start.ts";

export const KEY_FILE = "secret.key";

/** Throws with a message in both languages (never quoting the key) when a key cannot be used. */
export function openKeyring({ dataDir, secretKey }: { dataDir: string; secretKey: string | null }): Keyring {
  const file = join(dataDir, KEY_FILE);
  const given = secretKey === null ? [] : [readKey(secretKey, "SWITCHYARD_SECRET_KEY")];
  if (given.length === 0 && !existsSync(file)) writeKeyFile(file);
  const kept = existsSync(file) ? readKeyFile(file) : [];
  const keys = [...given, ...kept];
  const [current] = keys;
  if (current === undefined) throw unusable(file);
  return { current: nameOf(current), keys: Object.fromEntries(keys.map((key) => [nameOf(key), key])) };
}

/** Written whole or not at all, and readable by its owner only. */
function writeKeyFile(file: string): void {
  const half = `${file}.new`;
  const handle = openSync(half, "w", 0o600);
  writeSync(handle, `${randomBytes(32).toString("base64")}\n`);
  fsyncSync(handle);
  closeSync(handle);
  chmodSync(half, 0o600);
  renameSync(half, file);
}

function readKeyFile(file: string): Uint8Array[] {
  const lines = keyText(file).split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => readKey(line, file));
}

/** Made by whoever started the program first, and readable by them alone. */
function keyText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CannotStart(
      `无法读取 ${file}。请让启动程序的用户可以读它（chown），或用 SWITCHYARD_SECRET_KEY 给出密钥。`,
      `${file} cannot be read. Give it to the user who starts the program (chown), or name the key with SWITCHYARD_SECRET_KEY.`,
      { cause },
    );
  }
}

/** 32 bytes as base64 or as 64 hex digits. */
function readKey(text: string, from: string): Uint8Array {
  const line = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(line) ? Buffer.from(line, "hex") : Buffer.from(line, "base64");
  if (key.byteLength !== 32) throw unusable(from);
  return key;
}

/** Names a key without telling it: another key under an old name could not be told from a damaged secret. */
const nameOf = (key: Uint8Array) =>
  createHash("sha256").update("switchyard key").update(key).digest("base64url").slice(0, 12);

const unusable = (from: string) =>
  new CannotStart(
    `${from} 中的密钥无效：须为 32 字节的 base64。请放回原来的那一份；找不回时移走它，启动后重新填写各渠道的密钥。`,
    `The key in ${from} cannot be used: it must be 32 bytes as base64. Put the one that was there back; where it is lost, take this one away and enter the secrets of the channels anew after the start.`,
  );
