import { renameSync } from "node:fs";
import { backupSqlite, type Inspection, restoreSqlite } from "@switchyard/store";
import { newestCheckpoint, readHeads } from "../upkeep/checkpoint-job.ts";
import type { CommandResult, Place } from "./audit.ts";
import type { DataPlace } from "./on-data.ts";
import { both, lines, type Said } from "./words.ts";

/** A copy of the whole file at one moment, read through before it gets its name. The server may go on. */
export async function backup({ file }: Place, out: string): Promise<CommandResult> {
  const found = await backupSqlite(file, out);
  const keys = both(
    "密钥文件（secret.key、checkpoint.key）不在备份中，请另行保管。",
    "The key files (secret.key, checkpoint.key) are not part of it; keep them apart.",
  );
  return {
    ok: true,
    text: [contents(found, both(`备份已完成并核对：${out}`, `Backed up and checked: ${out}`)), keys]
      .map(lines)
      .join("\n"),
  };
}

/** Only while no server uses the file. What was there is kept under another name. */
export async function restore(
  { file, checkpoints }: DataPlace,
  from: string,
  options: { replace: boolean; now: number },
): Promise<CommandResult> {
  const { kept, ...found } = await restoreSqlite(from, file, options);
  const later = setAside(checkpoints, entriesOf(found), options.now);
  const said = [contents(found, both(`已恢复并核对：${file}`, `Restored and checked: ${file}`))];
  if (kept !== null) said.push(both(`原来的文件保存为 ${kept}。`, `The file that was there is kept as ${kept}.`));
  if (later > 0)
    said.push(
      both(
        `${later} 个检查点晚于这份备份，已改名保留在 ${checkpoints}，不再用于核对。`,
        `${later} checkpoints are of after this backup: kept in ${checkpoints} under another name, the journal is no longer held beside them.`,
      ),
    );
  return { ok: true, text: said.map(lines).join("\n") };
}

/** Beside a checkpoint of what came after the backup, the journal would be told as cut off for ever. Answers how many there are. */
function setAside(folder: string, entries: number, now: number): number {
  for (let count = 0; ; count += 1) {
    const newest = newestCheckpoint(folder);
    if (newest === null || (readHeads(newest)?.entries ?? 0) <= entries) return count;
    renameSync(newest, `${newest}.before-restore-${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}`);
  }
}

const entriesOf = ({ journals }: Pick<Inspection, "journals">) =>
  journals.reduce((sum, { position }) => sum + position, 0);

function contents({ bytes, orders, journals }: Inspection, { zh, en }: Said): Said {
  const entries = entriesOf({ journals });
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return both(
    `${zh}（${orders} 张订单，${entries} 条流水，${size}）`,
    `${en} (${orders} orders, ${entries} journal records, ${size})`,
  );
}
