/** Every journal of a file, held against its chains and against a checkpoint that was kept. */
import type { ChainBreak, JournalCheckpoint, StoreReader } from "@switchyard/store";
import type { Checkpoint } from "./checkpoint-file.ts";

export interface VerifiedJournal {
  workspace: string;
  entries: number;
  broken: ChainBreak | null;
  head: JournalCheckpoint;
}

/** Workspaces that only the checkpoint knows count too: then everything of theirs is missing. */
export async function verifyJournals(read: StoreReader, checkpoint: Checkpoint | null): Promise<VerifiedJournal[]> {
  const saved = checkpoint?.journals ?? [];
  const named = [...(await read.journal.workspaces()), ...saved.map(({ workspace }) => workspace)];
  const verified: VerifiedJournal[] = [];
  for (const workspace of new Set(named)) {
    const kept = saved.filter((one) => one.workspace === workspace);
    verified.push({ workspace, ...(await read.journal.verify(workspace, kept)) });
  }
  return verified;
}
