/** Commands on a data directory. Loaded when one is asked for: the others do without the store. */
import { text } from "node:stream/consumers";
import { auditCheckpoint, auditKey, auditReplay, auditVerify, type CommandResult, type Place } from "./audit.ts";
import { auditStatus } from "./audit-status.ts";
import { backup, restore } from "./backup.ts";
import { prepareDatasets } from "./prepare-datasets.ts";
import type { Values } from "./run.ts";
import { sealKey } from "./seal-key.ts";

export interface DataPlace extends Place {
  /** The folder of the checkpoints that the server writes. */
  checkpoints: string;
}

/** Null: nothing of the kind. */
export async function runOnData(command: string, values: Values, place: DataPlace): Promise<CommandResult | null> {
  const { checkpoint, key, out, from, replace } = values;
  const now = Date.now();
  switch (command) {
    case "audit verify":
      return auditVerify(place, { checkpoint: checkpoint ?? null, key: key ?? null });
    case "audit status":
      return auditStatus(place, place.checkpoints);
    case "audit checkpoint":
      return out === undefined ? null : auditCheckpoint(place, out, now);
    case "audit key":
      return out === undefined ? null : auditKey(place, out);
    case "seal key":
      return sealKey(place, await text(process.stdin));
    case "audit replay":
      return auditReplay(place);
    case "dataset prepare":
      return prepareDatasets(place);
    case "backup":
      return out === undefined ? null : backup(place, out);
    case "restore":
      return from === undefined ? null : restore(place, from, { replace: replace ?? false, now });
    default:
      return null;
  }
}
