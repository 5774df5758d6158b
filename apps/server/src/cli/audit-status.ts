import { newestCheckpoint, readHeads } from "../upkeep/checkpoint-job.ts";
import { auditVerify, type CommandResult, type Place } from "./audit.ts";
import { both, lines } from "./words.ts";

/** The newest checkpoint that the server wrote by itself, and whether the journal still agrees with it. */
export async function auditStatus(place: Place, folder: string): Promise<CommandResult> {
  const newest = newestCheckpoint(folder);
  const heads = newest === null ? null : readHeads(newest);
  if (newest === null || heads === null)
    return { ok: false, text: lines(both(`${folder} 里还没有检查点。`, `There is no checkpoint in ${folder} yet.`)) };
  const verified = await auditVerify(place, { checkpoint: newest, key: null });
  const { madeAt, entries } = heads;
  const about = both(
    `最近的检查点：${madeAt}，${entries} 条记录，${newest}`,
    `Newest checkpoint: ${madeAt}, ${entries} records, ${newest}`,
  );
  return { ok: verified.ok, text: `${lines(about)}\n${verified.text}` };
}
