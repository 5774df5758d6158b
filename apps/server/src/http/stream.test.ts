import { expect, test } from "vitest";
import { withTurns } from "../testing/turns.ts";
import { fileStream } from "./stream.ts";

const PIECES = 50;

test("a file whose pieces are there at once leaves turns to others between them, and comes whole", async () => {
  async function* pieces() {
    for (let n = 0; n < PIECES; n += 1) yield `${n}\n`;
  }
  const { answer, turns } = await withTurns(() => new Response(fileStream(pieces())).text());
  expect(answer.trimEnd().split("\n")).toEqual(Array.from({ length: PIECES }, (_, n) => String(n)));
  expect(turns).toBeGreaterThanOrEqual(PIECES);
});

test("whoever leaves a file half way ends its making", async () => {
  const made: number[] = [];
  let isEnded = false;
  async function* pieces() {
    try {
      for (let n = 0; ; n += 1) {
        made.push(n);
        yield "x".repeat(1_000_000);
      }
    } finally {
      isEnded = true;
    }
  }
  const reader = fileStream(pieces()).getReader();
  await reader.read();
  await reader.cancel();
  expect([isEnded, made.length < 40]).toEqual([true, true]);
});
