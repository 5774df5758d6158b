import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/harness.ts";
import { roomOf } from "./room.ts";

test("there is room where the disk takes what is written, and none where it does not", async () => {
  const folder = temporaryFolder();
  expect(await roomOf({ folder, timesFull: () => 0 })()).toBe(true);
  // A write found none, and there is room again: it is tried, and nothing is left of the try.
  expect(await roomOf({ folder, timesFull: () => 1 })()).toBe(true);
  expect(existsSync(join(folder, ".room"))).toBe(false);
  // What a try says is worth nothing where another write found none since.
  let times = 0;
  expect(await roomOf({ folder, timesFull: () => ++times })()).toBe(false);
  // Here nothing can be written, whatever is free.
  mkdirSync(join(folder, "shut", ".room"), { recursive: true });
  expect(await roomOf({ folder: join(folder, "shut"), timesFull: () => 1 })()).toBe(false);
  rmSync(join(folder, "shut"), { recursive: true });
  expect(await roomOf({ folder: join(folder, "shut"), timesFull: () => 0 })()).toBe(false);
});
