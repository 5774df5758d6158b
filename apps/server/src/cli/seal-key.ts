import { readConfig } from "../config.ts";
import { openKeyring } from "../secret/keyring.ts";
import { sealModelKey } from "../understand/key.ts";
import type { CommandResult, Place } from "./audit.ts";
import { both, lines } from "./words.ts";

/** The key comes by standard input, so that it stands in no history of commands. */
export function sealKey({ dataDir }: Place, input: string): CommandResult {
  const key = input.trim();
  if (key === "") return { ok: false, text: lines(both("没有收到密钥。", "No key came by standard input.")) };
  return { ok: true, text: sealModelKey(key, openKeyring({ dataDir, secretKey: readConfig().secretKey })) };
}
