/** What was sealed with a key that is not here: the wrong `secret.key` beside a database. Nothing is changed; with the key back, all of it opens. */
import { join } from "node:path";
import type { Text } from "@switchyard/orders";
import { openAll } from "../channels/settings.ts";
import { secretsOf } from "../intake/sources.ts";
import type { Context } from "../runtime/context.ts";
import { KEY_FILE } from "./keyring.ts";

type House = Pick<Context, "store" | "safe" | "workspace">;

/** Names of the channels and sources of a workspace that have a secret which does not open. */
export async function unopened({ store, safe, workspace }: House): Promise<string[]> {
  const channels = await store.read.channels.list(workspace.id);
  const sources = await store.read.intake.sources(workspace.id);
  const isShut = (sealed: Readonly<Record<string, string>>, opened: number) => Object.keys(sealed).length > opened;
  return [
    ...channels.filter((one) => isShut(one.sealed, Object.keys(openAll(safe, one)).length)),
    ...sources.filter((one) => isShut(one.sealed, Math.min(1, secretsOf(safe, one).length))),
  ].map(({ name }) => name);
}

/** For whoever starts the program, and for everybody's inbox. */
export const unopenedText = (dataDir: string, names: readonly string[]): Text => {
  const file = join(dataDir, KEY_FILE);
  const [few, rest] = [names.slice(0, 3), names.length - 3];
  return {
    zh: `密钥文件不是原来的那一份：${few.map((name) => `“${name}”`).join("、")}${rest > 0 ? `等 ${names.length} 个` : ""}渠道或来源的密钥打不开，收发会失败。原密文没有改动：请停止程序，把原来的 ${KEY_FILE} 放回 ${file}（或用 SWITCHYARD_SECRET_KEY 给出）再启动；确已丢失时，在 设置 → 渠道 和 接入 → 来源 重新填写。`,
    en: `The key file is not the one that was here: the secrets of ${few.map((name) => `“${name}”`).join(", ")}${rest > 0 ? ` and ${rest} more channels or sources` : ""} do not open, and sending and receiving through them fails. What is sealed was not changed: stop the program, put the former ${KEY_FILE} back at ${file} (or give it as SWITCHYARD_SECRET_KEY) and start again; where it is lost, enter the secrets anew in Settings → Channels and in Intake → Sources.`,
  };
};
