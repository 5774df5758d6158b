import { createPublicKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { CORE_RULES } from "@switchyard/engine";
import { openSqliteReader } from "@switchyard/store";
import { type Checkpoint, checkpointText, readCheckpoint } from "../audit/checkpoint-file.ts";
import { CHECKPOINT_KEY_FILE, findCheckpointKey, openCheckpointKey, readKey } from "../audit/checkpoint-key.ts";
import { type VerifiedJournal, verifyJournals } from "../audit/verify-journals.ts";
import { type RerunJournal, rerunJournal } from "../replay/flows-live.ts";
import { both, brokenWords, lines } from "./words.ts";

export interface Place {
  dataDir: string;
  file: string;
}
export interface CommandResult {
  ok: boolean;
  text: string;
}

/** Recomputes all chains; beside a checkpoint also finds what chains cannot: a cut end, a full rewrite. */
export async function auditVerify(
  place: Place,
  { checkpoint, key }: { checkpoint: string | null; key: string | null },
): Promise<CommandResult> {
  let saved: Checkpoint | null = null;
  if (checkpoint !== null) {
    const trusted = key === null ? findCheckpointKey(place.dataDir) : readKey(key);
    if (trusted === null) return { ok: false, text: lines(noKey) };
    const read = readCheckpoint(readFileSync(checkpoint, "utf8"), trusted);
    if (!read.ok) return { ok: false, text: lines(read.problem.message) };
    saved = read.checkpoint;
  }
  const verified = await read(place, saved);
  const broken = verified.flatMap(({ workspace, broken }) => (broken === null ? [] : [brokenWords(workspace, broken)]));
  if (broken.length > 0) return { ok: false, text: broken.map(lines).join("\n") };
  const entries = verified.reduce((sum, one) => sum + one.entries, 0);
  const beside = saved === null ? both("", "") : both("，与检查点一致", ", in agreement with the checkpoint");
  return {
    ok: true,
    text: lines(
      both(`流水完整：${entries} 条记录${beside.zh}。`, `The journal holds: ${entries} records${beside.en}.`),
    ),
  };
}

/** Writes the signed heads of all journals. A journal that does not hold gets none. */
export async function auditCheckpoint(place: Place, out: string, now: number): Promise<CommandResult> {
  const verified = await read(place, null);
  const broken = verified.find((one) => one.broken !== null);
  if (broken?.broken) return { ok: false, text: lines(brokenWords(broken.workspace, broken.broken)) };
  const journals = verified.map(({ head }) => head);
  writeFileSync(out, checkpointText({ madeAt: now, journals }, openCheckpointKey(place.dataDir)), { flag: "wx" });
  const entries = journals.reduce((sum, { position }) => sum + position, 0);
  return {
    ok: true,
    text: lines(
      both(
        `检查点已保存：${entries} 条记录 → ${out}。请把它存放到别处。`,
        `Checkpoint of ${entries} records written to ${out}. Keep it somewhere else.`,
      ),
    ),
  };
}

/** Runs every workspace's journal again: each decision must come out as it was written. */
export async function auditReplay({ file }: Place): Promise<CommandResult> {
  const reader = await openSqliteReader(file);
  try {
    let decisions = 0;
    for (const { id } of await reader.workspaces.list()) {
      const done = await rerunJournal(reader, id);
      decisions += done.decisions;
      if (done.otherRules !== null) return { ok: false, text: lines(otherRulesWords(id, done.otherRules)) };
      if (done.mismatch === null) continue;
      const { position, reason } = done.mismatch;
      const said = both(
        `流水 #${position}（工作区 ${id}）重新执行的结果与记录不符：${reason}。`,
        `Journal #${position} (workspace ${id}) run again does not come out as it was written: ${reason}.`,
      );
      return { ok: false, text: lines(said) };
    }
    const said = both(
      `流水重新执行，${decisions} 个决定与记录逐字节一致。`,
      `The journal run again: ${decisions} decisions came out as they were written.`,
    );
    return { ok: true, text: lines(said) };
  } finally {
    await reader.close();
  }
}

/** It says nothing against the journal: who wants to know runs it with a program that has those rules. */
function otherRulesWords(workspace: string, { first, rules, orders }: NonNullable<RerunJournal["otherRules"]>) {
  return both(
    `流水 #${first.position} 起（工作区 ${workspace}），${orders} 个订单由第 ${rules} 版内核规则决定，本程序是第 ${CORE_RULES} 版，重新执行的结果不同。这不说明流水被改动；请用带第 ${rules} 版规则的程序重新执行。`,
    `From journal #${first.position} on (workspace ${workspace}), ${orders} orders were decided by core rules ${rules}; this program has ${CORE_RULES}, and run again they come out otherwise. This does not say that the journal was changed: run it with a program that has rules ${rules}.`,
  );
}

/** The public half of the key, to check checkpoints elsewhere. */
export function auditKey({ dataDir }: Place, out: string): CommandResult {
  const pem = createPublicKey(openCheckpointKey(dataDir)).export({ type: "spki", format: "pem" });
  writeFileSync(out, pem, { flag: "wx" });
  return { ok: true, text: lines(both(`公钥已保存到 ${out}。`, `Public key written to ${out}.`)) };
}

async function read({ file }: Place, saved: Checkpoint | null): Promise<VerifiedJournal[]> {
  const reader = await openSqliteReader(file);
  try {
    return await verifyJournals(reader, saved);
  } finally {
    await reader.close();
  }
}

const noKey = both(
  `数据目录里没有 ${CHECKPOINT_KEY_FILE}；请用 --key 指定签名密钥（公钥即可）。`,
  `There is no ${CHECKPOINT_KEY_FILE} in the data directory; name the key (its public half will do) with --key.`,
);
