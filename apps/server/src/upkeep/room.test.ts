import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/harness.ts";
import { roomOf } from "./room.ts";

test("there is room where the disk takes what is written, and none where it does not", async () => {
  const folder = temporaryFolder();
  expect(await roomOf({ folder, isFull: () => false })()).toBe(true);
  // The last write found none, and there is room again: it is tried, and nothing is left of the try.
  expect(await roomOf({ folder, isFull: () => true })()).toBe(true);
  expect(existsSync(join(folder, ".room"))).toBe(false);
  // Here nothing can be written, whatever is free.
  mkdirSync(join(folder, "shut", ".room"), { recursive: true });
  expect(await roomOf({ folder: join(folder, "shut"), isFull: () => true })()).toBe(false);
  rmSync(join(folder, "shut"), { recursive: true });
  expect(await roomOf({ folder: join(folder, "shut"), isFull: () => false })()).toBe(false);
});
