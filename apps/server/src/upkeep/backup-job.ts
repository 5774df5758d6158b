/** One backup into a folder that keeps the newest few. Run in a process of its own: it reads the whole file twice. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import type { Text } from "@switchyard/orders";
import { backupSqlite, StoreError } from "@switchyard/store";
import type { BackupJob, BackupResult, KeptBackup } from "./backups.ts";

const NAME = /^switchyard-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db(\.partial)?$/;
/** The file as it was before the newest program brought it up to date: one, whatever `keep` says. */
const BEFORE_UPGRADE = "before-upgrade.db";

export async function makeBackup({ file, folder, keep, now }: BackupJob): Promise<BackupResult> {
  try {
    mkdirSync(folder, { recursive: true });
    assertRoom(file, folder);
    const name = `switchyard-${new Date(now).toISOString().replaceAll(/[:.]/g, "-")}.db`;
    const { bytes } = await backupSqlite(file, join(folder, name));
    prune(folder, keep);
    return { ok: true, at: now, bytes };
  } catch (cause) {
    return { ok: false, text: why(cause) };
  }
}

/** Of whoever brings a file up to date. Throws what `backupSqlite` throws. */
export async function backupBeforeUpgrade(file: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  assertRoom(file, folder);
  const incoming = join(folder, `${BEFORE_UPGRADE}.new`);
  rmSync(incoming, { force: true });
  await backupSqlite(file, incoming);
  renameSync(incoming, join(folder, BEFORE_UPGRADE));
}

/** What a folder holds of ours, the newest first. Other files in it are nobody's business here; one that cannot be read holds none. */
export function keptBackups(folder: string): KeptBackup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const [, day, hours, minutes, seconds, ms, partial] = NAME.exec(name) ?? [];
      if (day === undefined || partial !== undefined) return [];
      const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
      const bytes = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      return Number.isNaN(at) || bytes === undefined ? [] : [{ name, at, bytes }];
    })
    .toSorted((a, b) => b.at - a.at);
}
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The oldest beyond `keep`, and what a killed process left half-written. */
function prune(folder: string, keep: number): void {
  for (const { name } of keptBackups(folder).slice(keep)) rmSync(join(folder, name), { force: true });
  for (const name of readdirSync(folder))
    if (NAME.exec(name)?.[6] !== undefined) rmSync(join(folder, name), { force: true });
}

/** A copy is no larger than its file and the file's log; a full disk would stop intake, which is worse than no backup. */
function assertRoom(file: string, folder: string): void {
  const needed = [file, `${file}-wal`].reduce((sum, path) => sum + (existsSync(path) ? statSync(path).size : 0), 0);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < needed * 2) throw new NoRoom(needed, free);
}
class NoRoom extends Error {
  override name = "NoRoom";
  readonly needed: number;
  readonly free: number;
  constructor(needed: number, free: number) {
    super("no room for a backup");
    this.needed = needed;
    this.free = free;
  }
}

function why(cause: unknown): Text {
  if (cause instanceof StoreError) return cause.text;
  if (cause instanceof NoRoom) {
    const [needed, free] = [cause.needed, cause.free].map((bytes) => Math.ceil(bytes / 1024 / 1024));
    return {
      zh: `备份目录所在磁盘只剩 ${free} MB，备份需要 ${needed} MB，并要给订单留出同样多的空间。请清理磁盘，或用 BACKUP_DIR 指定别的磁盘。`,
      en: `The disk of the backup folder has ${free} MB left; a backup takes ${needed} MB, and as much again is left for orders. Make room, or name another disk with BACKUP_DIR.`,
    };
  }
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  return {
    zh: `备份目录不能写入（${code}）。请检查 BACKUP_DIR 的权限和磁盘。`,
    en: `The backup folder cannot be written (${code}). Check the permissions and the disk of BACKUP_DIR.`,
  };
}

/** Orders come first: whatever else wants the processor or the disk is served before. */
export function stepBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Where a process may not say so, it runs as it is.
  }
}
