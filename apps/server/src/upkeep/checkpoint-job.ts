/** One round: the journal is held beside the newest checkpoint, then its head is signed and written. Run in a process of its own. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { auditCheckpoint, auditVerify } from "../cli/audit.ts";

export interface CheckpointJob {
  dataDir: string;
  file: string;
  /** Where checkpoints are kept. */
  folder: string;
  now: number;
}
export interface CheckpointResult {
  ok: boolean;
  /** What was found, in both languages. */
  text: string;
  at: number;
  /** Records up to the head; 0 when none was written. */
  entries: number;
}

export async function makeCheckpoint({ dataDir, file, folder, now }: CheckpointJob): Promise<CheckpointResult> {
  mkdirSync(folder, { recursive: true });
  const newest = newestCheckpoint(folder);
  const verified = await auditVerify({ dataDir, file }, { checkpoint: newest, key: null });
  if (!verified.ok) return { ...verified, at: now, entries: 0 };
  const out = join(folder, `${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}.checkpoint.json`);
  if (existsSync(out)) return { ...verified, at: now, entries: entriesIn(out) };
  const written = await auditCheckpoint({ dataDir, file }, out, now);
  return { ...written, at: now, entries: written.ok ? entriesIn(out) : 0 };
}

/** Names ascend with time. */
export function newestCheckpoint(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const name = readdirSync(folder)
    .filter((one) => one.endsWith(".checkpoint.json"))
    .toSorted()
    .at(-1);
  return name === undefined ? null : join(folder, name);
}

const heads = z.object({ made_at: z.iso.datetime(), journals: z.array(z.object({ position: z.int() })) });
export function readHeads(file: string): { madeAt: string; entries: number } | null {
  const parsed = heads.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) return null;
  const { made_at, journals } = parsed.data;
  return { madeAt: made_at, entries: journals.reduce((sum, { position }) => sum + position, 0) };
}
const entriesIn = (file: string) => readHeads(file)?.entries ?? 0;
