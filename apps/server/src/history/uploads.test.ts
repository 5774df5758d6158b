import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { idMaker } from "../runtime/ids.ts";
import { temporaryFolder } from "../testing/harness.ts";
import { createUploads } from "./uploads.ts";

const about = { workspace: "house", name: "x", format: "csv", limit: 20 } as const;
function open(silentMs?: number) {
  const folder = join(temporaryFolder(), "uploads");
  const clock = { now: () => 1000 } as Parameters<typeof idMaker>[0];
  return {
    folder,
    uploads: createUploads({ folder, newId: idMaker(clock), now: clock.now, ...(silentMs && { silentMs }) }),
  };
}

test("a file is written as it comes, hashed on the way, and gone when whoever uses it is through", async () => {
  const { uploads } = open();
  const file = await uploads.keep(new Response("订单号\nA-1"), about);
  expect(file).toMatchObject({ bytes: 13, hash: createHash("sha256").update("订单号\nA-1").digest("hex") });
  const read = uploads.use(file, async () => {
    expect(() => uploads.find("house", file.id)).toThrow(/upload_not_found/);
    return readFileSync(file.path, "utf8");
  });
  expect(await read).toBe("订单号\nA-1");
  expect(existsSync(file.path)).toBe(false);
  await expect(
    uploads.use(await uploads.keep(new Response("x"), about), () => Promise.reject(new Error("no"))),
  ).rejects.toThrow("no");
});

test("what is used counts, and makes no room; a body that is too large or that falls silent leaves nothing", async () => {
  const { folder, uploads } = open();
  let end = () => {};
  const gate = new Promise<void>((resolve) => {
    end = resolve;
  });
  const used = [];
  for (let n = 0; n < 8; n += 1) used.push(uploads.use(await uploads.keep(new Response(String(n)), about), () => gate));
  await expect(uploads.keep(new Response("9"), about)).rejects.toMatchObject({ code: "overloaded" });
  expect(readdirSync(folder)).toHaveLength(8);
  end();
  await Promise.all(used);
  const large = "x".repeat(21);
  const piecemeal = new Blob([large]).stream();
  for (const body of [new Response(piecemeal), new Response("", { headers: { "content-length": "21" } })])
    await expect(uploads.keep(body, about)).rejects.toMatchObject({ code: "body_too_large" });
  const silent = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (to) => to.enqueue(new TextEncoder().encode("订")),
  });
  const impatient = open(5);
  await expect(impatient.uploads.keep(new Response(silent), about)).rejects.toMatchObject({ code: "too_slow" });
  expect([folder, impatient.folder].map((one) => readdirSync(one))).toEqual([[], []]);
});

test("a file that is looked at stays for the next look, also while it is dropped or room is made; then it is gone", async () => {
  const { folder, uploads } = open();
  const file = await uploads.keep(new Response("a"), about);
  for (const _ of [1, 2]) expect(await uploads.look(file, async () => readFileSync(file.path, "utf8"))).toBe("a");
  let end = () => {};
  const gate = new Promise<void>((resolve) => {
    end = resolve;
  });
  const looks = [uploads.look(file, () => gate), uploads.look(file, async () => gate)];
  for (let n = 0; n < 9; n += 1) await uploads.keep(new Response(String(n)), about);
  expect(readdirSync(folder)).toHaveLength(8);
  expect(existsSync(file.path)).toBe(true);
  uploads.drop(file);
  expect(() => uploads.find("house", file.id)).toThrow(/upload_not_found/);
  expect(existsSync(file.path)).toBe(true);
  end();
  await Promise.all(looks);
  expect(existsSync(file.path)).toBe(false);
});

test("room is made by what nobody has read for the longest, not by what came first", async () => {
  const { uploads } = open();
  const bring = (text: string) => uploads.keep(new Response(text), about);
  const first = await bring("first");
  const second = await bring("second");
  for (let n = 3; n <= 8; n += 1) await bring(String(n));
  await uploads.look(first, async () => undefined);
  await bring("9");
  expect(uploads.find("house", first.id)).toMatchObject({ id: first.id });
  expect(() => uploads.find("house", second.id)).toThrow(/upload_not_found/);
});
