/** How well the file is kept: its backups, and the checkpoints that its journal is held beside. */
import { transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";

export function readUpkeep({ backups, checkpoints }: Context) {
  const { everyHours, keep, kept, isRunning, failure } = backups.status();
  const { at, entries, isBroken } = checkpoints.status;
  return {
    backups: {
      every_hours: everyHours,
      keep,
      kept: kept.map(({ at: made, bytes }) => ({ at: made, bytes })),
      running: isRunning,
      failure,
    },
    checkpoint: { at, entries, broken: isBroken },
  };
}

/** Begins one, beside orders that keep coming; `readUpkeep` tells how it went. */
export async function startBackup(ctx: Context) {
  await transact(ctx.store, async (tx) => tx.append(ctx.workspace.id, [act(ctx, "backup_requested", {})]));
  void ctx.backups.run();
  return readUpkeep(ctx);
}
