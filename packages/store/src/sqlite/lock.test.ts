import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFile, temporaryStore } from "../testing/fixtures.ts";
import { openSqliteStore } from "./store.ts";

/** Opens the file in a process of its own; says `open` or the error's code. */
function openElsewhere(file: string, then = "process.exit(0)"): string {
  const store = fileURLToPath(new URL("./store.ts", import.meta.url));
  const script = `
    const { openSqliteStore } = await import(${JSON.stringify(store)});
    try { await openSqliteStore({ file: ${JSON.stringify(file)}, now: 1 }); console.log("open"); ${then} }
    catch (e) { console.log(e.code + " " + e.message); }`;
  const args = ["--conditions=@switchyard/source", "--input-type=module", "-e", script];
  return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout.trim();
}

test("a second process on the same file is refused with a reason in both languages", async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const said = openElsewhere(file);
  expect(said).toMatch(/^file_in_use /);
  expect(said).toContain("另一个进程正在使用");
  expect(said).toContain("Another process is using");
  await store.close();
  expect(openElsewhere(file)).toBe("open");
});

test("so is a second opening in the same process", async () => {
  const file = temporaryFile();
  await temporaryStore(file);
  await expect(openSqliteStore({ file, now: 1 })).rejects.toMatchObject({ code: "file_in_use" });
});

test("a killed process leaves no lock behind", async () => {
  const file = temporaryFile();
  expect(openElsewhere(file, "process.kill(process.pid, 'SIGKILL')")).toBe("open");
  await temporaryStore(file);
});
