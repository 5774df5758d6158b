import { backupSqlite, type Inspection, restoreSqlite } from "@switchyard/store";
import type { CommandResult, Place } from "./audit.ts";
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
  { file }: Place,
  from: string,
  options: { replace: boolean; now: number },
): Promise<CommandResult> {
  const { kept, ...found } = await restoreSqlite(from, file, options);
  const said = [contents(found, both(`已恢复并核对：${file}`, `Restored and checked: ${file}`))];
  if (kept !== null) said.push(both(`原来的文件保存为 ${kept}。`, `The file that was there is kept as ${kept}.`));
  return { ok: true, text: said.map(lines).join("\n") };
}

function contents({ bytes, orders, journals }: Inspection, { zh, en }: Said): Said {
  const entries = journals.reduce((sum, { position }) => sum + position, 0);
  const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return both(
    `${zh}（${orders} 张订单，${entries} 条流水，${size}）`,
    `${en} (${orders} orders, ${entries} journal records, ${size})`,
  );
}
