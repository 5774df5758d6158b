/** The commands, on the file of a real store: as a process where that is what is told of, else without the wait for its modules. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { compileFlow } from "@switchyard/flow";
import { openSqliteStore, transact } from "@switchyard/store";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { runCommand } from "./cli/run.ts";
import { fjFlow, temporaryFolder } from "./testing/harness.ts";

const FILES = new Set(["--out", "--from", "--checkpoint", "--key"]);
async function switchyard(folder: string, ...args: string[]) {
  const here = args.map((arg, n) => (FILES.has(args[n - 1] ?? "") ? resolve(folder, arg) : arg));
  const { code, text } = await runCommand([...here, "--data", folder]);
  return { status: code, text };
}

function switchyardProcess(folder: string, ...args: string[]) {
  const command = ["--conditions=@switchyard/source", join(import.meta.dirname, "cli.ts"), ...args, "--data", folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8", cwd: folder });
  return { status, text: `${stdout}${stderr}` };
}

/** A file with a journal of so many entries. */
async function journalOf(entries: number) {
  const folder = temporaryFolder();
  const file = join(folder, "switchyard.db");
  const store = await openSqliteStore({ file, now: 1 });
  const add = (from: number, count: number) =>
    transact(store, async (tx) =>
      tx.append(
        "demo",
        Array.from({ length: count }, (_, n) => ({
          subject: `o${(from + n) % 3}`,
          at: 1000 + from + n,
          type: "order_received",
          actor: "erp",
          data: `{"n":${from + n}}`,
        })),
      ),
    );
  await add(0, entries);
  const tamper = (sql: string) => new Database(file).exec(sql).close();
  return { folder, file, store, add, tamper };
}

test("a reader that goes away ends a command without a word, as in any pipe; a full disk is told", {
  timeout: 60_000,
}, async () => {
  const cli = ["--conditions=@switchyard/source", join(import.meta.dirname, "cli.ts")];
  const program = join(temporaryFolder(), "program.json");
  const compiled = compileFlow(fjFlow(), { flow: "f", version: 1 });
  writeFileSync(program, JSON.stringify(compiled.ok ? compiled.program : null));
  const child = spawn(process.execPath, [...cli, "evaluate", "--program", program]);
  const said = text(child.stderr);
  // It is still being written to when it ends.
  child.stdin.on("error", () => undefined);
  child.stdin.end("{}\n".repeat(20_000));
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "exit");
  expect([code, await said]).toEqual([141, ""]);

  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [...cli, "--help"], {
    ...{ encoding: "utf8", stdio: ["ignore", full, "pipe"] },
  });
  closeSync(full);
  expect([status, stderr]).toEqual([1, expect.stringContaining("磁盘已满")]);
});

describe("switchyard audit", { timeout: 120_000 }, () => {
  test("verify says that the journal holds, beside a checkpoint too, while the server's file is open and grows", async () => {
    const { folder, store, add } = await journalOf(9);
    expect(switchyardProcess(folder, "audit", "verify")).toMatchObject({
      status: 0,
      text: expect.stringContaining("流水完整：9 条"),
    });
    const saved = await switchyard(folder, "audit", "checkpoint", "--out", "kept.json");
    expect(saved).toMatchObject({ status: 0, text: expect.stringContaining("Checkpoint of 9 records") });
    expect(statSync(join(folder, "checkpoint.key")).mode & 0o077).toBe(0);
    await add(9, 3);
    const beside = await switchyard(folder, "audit", "verify", "--checkpoint", "kept.json");
    expect(beside).toMatchObject({
      status: 0,
      text: expect.stringContaining("12 records, in agreement with the checkpoint"),
    });
    expect(await switchyard(folder, "audit", "checkpoint", "--out", "kept.json")).toMatchObject({
      status: 1,
      text: expect.stringContaining("not overwritten"),
    });
    await store.close();
  });

  test("verify names the first broken record; a cut end and a full rewrite are found beside a checkpoint", async () => {
    const { folder, store, tamper } = await journalOf(9);
    await store.close();
    await switchyard(folder, "audit", "checkpoint", "--out", "kept.json");
    tamper("update journal set actor = 'erq' where position = 5");
    const changed = await switchyard(folder, "audit", "verify");
    expect(changed.status).toBe(1);
    expect(changed.text).toContain("first broken record #5 (o1 #2): its content was changed");
    expect(changed.text).toContain("第一条不符的记录 #5");
    tamper("update journal set actor = 'erp' where position = 5; delete from journal where position > 7");
    expect((await switchyard(folder, "audit", "verify")).status).toBe(0);
    const cut = await switchyard(folder, "audit", "verify", "--checkpoint", "kept.json");
    expect(cut).toMatchObject({
      status: 1,
      text: expect.stringContaining("first broken record #8…#9: it is in the checkpoint"),
    });
    tamper("delete from journal");
    const gone = await switchyard(folder, "audit", "verify", "--checkpoint", "kept.json");
    expect(gone).toMatchObject({
      status: 1,
      text: expect.stringContaining("workspace demo, first broken record #1…#9"),
    });
  });

  test("a checkpoint that was changed, or signed with another key, proves nothing; its public half checks it elsewhere", async () => {
    const { folder, store } = await journalOf(5);
    await store.close();
    await switchyard(folder, "audit", "checkpoint", "--out", "kept.json");
    const text = readFileSync(join(folder, "kept.json"), "utf8");
    writeFileSync(join(folder, "forged.json"), text.replace('"position": 5', '"position": 4'));
    const verify = (file: string, ...more: string[]) =>
      switchyard(folder, "audit", "verify", "--checkpoint", file, ...more);
    expect(await verify("forged.json")).toMatchObject({
      status: 1,
      text: expect.stringContaining("signature is wrong"),
    });
    writeFileSync(join(folder, "noise.json"), "{}");
    expect(await verify("noise.json")).toMatchObject({ status: 1, text: expect.stringContaining("not a checkpoint") });
    const other = temporaryFolder();
    await switchyard(other, "audit", "key", "--out", "pub.pem");
    expect(await verify("kept.json", "--key", join(other, "pub.pem"))).toMatchObject({
      status: 1,
      text: expect.stringContaining("another key"),
    });
    await switchyard(folder, "audit", "key", "--out", "pub.pem");
    expect(readFileSync(join(folder, "pub.pem"), "utf8")).not.toContain("PRIVATE");
    expect((await verify("kept.json", "--key", "pub.pem")).status).toBe(0);
  });
});

describe("switchyard backup and restore", { timeout: 120_000 }, () => {
  test("back up a file in use; restore it only when nobody uses it, and only with consent", async () => {
    const { folder, store, add } = await journalOf(6);
    expect(await switchyard(folder, "backup", "--out", "b.db")).toMatchObject({
      status: 0,
      text: expect.stringContaining("0 orders, 6 journal records"),
    });
    await add(6, 2);
    expect(switchyardProcess(folder, "restore", "--from", "b.db", "--replace")).toMatchObject({
      status: 1,
      text: expect.stringContaining("另一个进程正在使用"),
    });
    await store.close();
    const folderOfCheckpoints = join(folder, "checkpoints");
    mkdirSync(folderOfCheckpoints);
    await switchyard(folder, "audit", "checkpoint", "--out", join(folderOfCheckpoints, "2026.checkpoint.json"));
    expect(await switchyard(folder, "restore", "--from", "b.db")).toMatchObject({
      status: 1,
      text: expect.stringContaining("--replace"),
    });
    const restored = await switchyard(folder, "restore", "--from", "b.db", "--replace");
    expect(restored).toMatchObject({ status: 0, text: expect.stringContaining("is kept as") });
    expect((await switchyard(folder, "audit", "verify")).text).toContain("6 records");
    // Its end is not cut off: what came after the backup is not held against it.
    expect(restored.text).toContain("1 checkpoints are of after this backup");
    expect(readdirSync(folderOfCheckpoints)).toEqual([
      expect.stringMatching(/^2026\.checkpoint\.json\.before-restore-/),
    ]);
    expect(existsSync(join(folder, "b.db"))).toBe(true);
  });

  test("what is not understood gets the usage and exit code 2; an error has no stack trace", async () => {
    const folder = temporaryFolder();
    const usage = { status: 2, text: expect.stringContaining("switchyard backup --out FILE") };
    for (const args of [[], ["audit"], ["backup"]]) expect(await switchyard(folder, ...args)).toMatchObject(usage);
    expect(switchyardProcess(folder, "backup", "--nonsense")).toMatchObject(usage);
    const none = switchyardProcess(folder, "audit", "verify");
    expect(none).toMatchObject({ status: 1, text: expect.stringContaining("没有找到文件") });
    expect(none.text).not.toMatch(/\n\s+at /);
  });
});
