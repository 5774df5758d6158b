/** A checkpoint as a file: the heads of all journals, signed. What an operator keeps elsewhere. */
import { type KeyObject, sign, verify } from "node:crypto";
import type { Problem } from "@switchyard/orders";
import type { JournalCheckpoint } from "@switchyard/store";
import { z } from "zod";
import { publicKeyOf, publicText } from "./checkpoint-key.ts";

const FORMAT = "switchyard.checkpoint.1";
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const journal = z.strictObject({
  workspace: z.string().min(1),
  position: z.int().min(0),
  root: hex(64),
  every: z.int().min(1),
  marks: z.array(hex(16)).max(2048),
});
const signedFile = z.strictObject({
  format: z.literal(FORMAT),
  made_at: z.iso.datetime(),
  journals: z.array(journal),
  public_key: z.string(),
  signature: z.string(),
});

export interface Checkpoint {
  madeAt: number;
  journals: JournalCheckpoint[];
}
export type ReadCheckpoint = { ok: true; checkpoint: Checkpoint } | { ok: false; problem: Problem };

/** What is signed: the same bytes however the file is indented. */
const signedBytes = (about: { made_at: string; journals: JournalCheckpoint[]; public_key: string }) =>
  Buffer.from(
    JSON.stringify([
      FORMAT,
      about.made_at,
      about.public_key,
      about.journals.map(({ workspace, position, root, every, marks }) => [workspace, position, root, every, marks]),
    ]),
  );

export function checkpointText({ madeAt, journals }: Checkpoint, key: KeyObject): string {
  const about = { made_at: new Date(madeAt).toISOString(), journals, public_key: publicText(key) };
  const signature = sign(null, signedBytes(about), key).toString("base64");
  return `${JSON.stringify({ format: FORMAT, ...about, signature }, null, 2)}\n`;
}

/** `key` is the one that is trusted: a checkpoint signed by any other proves nothing. */
export function readCheckpoint(text: string, key: KeyObject): ReadCheckpoint {
  const parsed = signedFile.safeParse(parse(text));
  if (!parsed.success) return refused("not_a_checkpoint", "这不是检查点文件", "This is not a checkpoint file");
  const { journals, made_at, public_key, signature } = parsed.data;
  if (public_key !== publicText(key)) {
    return refused("other_key", "检查点由另一把密钥签名", "The checkpoint was signed with another key");
  }
  const signer = publicKeyOf(public_key);
  const bytes = signedBytes({ made_at, journals, public_key });
  if (signer === null || !verify(null, bytes, signer, Buffer.from(signature, "base64"))) {
    return refused(
      "wrong_signature",
      "检查点的签名不对：它被改动过",
      "The checkpoint's signature is wrong: it was changed",
    );
  }
  return { ok: true, checkpoint: { madeAt: Date.parse(made_at), journals } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
const refused = (code: string, zh: string, en: string): ReadCheckpoint => ({
  ok: false,
  problem: { pointer: "", code, message: { zh, en } },
});
