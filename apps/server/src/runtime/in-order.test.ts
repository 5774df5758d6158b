import { describe, expect, test } from "vitest";
import { inOrder } from "./in-order.ts";
import { splitLines } from "./lines.ts";

async function* numbers(count: number) {
  for (let n = 0; n < count; n += 1) yield n;
}
async function all(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}
const ticks = async (n: number) => {
  for (let tick = 0; tick < n; tick += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe("work on a stream", () => {
  test("comes out in order, whichever item is done first, and never more than the window is underway", async () => {
    let underway = 0;
    let most = 0;
    const work = async (n: number) => {
      underway += 1;
      most = Math.max(most, underway);
      await ticks((n * 7) % 5);
      underway -= 1;
      return `${n},`;
    };
    const expected = Array.from({ length: 100 }, (_, n) => `${n},`).join("");
    expect(await all(inOrder(numbers(100), work, 10))).toBe(expected);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(10);
  });

  test("of a source that breaks gives what was done, then fails", async () => {
    async function* broken() {
      yield* numbers(3);
      throw new Error("cut");
    }
    const seen: string[] = [];
    const reading = async () => {
      for await (const piece of inOrder(broken(), async (n) => `${n},`, 10)) seen.push(piece);
    };
    await expect(reading()).rejects.toThrow("cut");
    expect(seen.join("")).toBe("0,1,2,");
  });

  test("that nobody reads any more stops reading its source", async () => {
    let taken = 0;
    async function* endless() {
      for (;;) {
        taken += 1;
        await ticks(1);
        yield taken;
      }
    }
    for await (const _ of inOrder(endless(), async (n) => String(n), 4)) break;
    await ticks(5);
    const before = taken;
    await ticks(20);
    expect(taken).toBe(before);
  });
});

describe("lines", () => {
  const lines = async (pieces: Uint8Array[], longest = 100) => {
    async function* source() {
      yield* pieces;
    }
    const found: [number, string | null][] = [];
    for await (const { number, text } of splitLines(source(), longest)) found.push([number, text]);
    return found;
  };
  const bytes = (text: string) => new TextEncoder().encode(text);

  test("are found wherever the pieces are cut, also inside a character", async () => {
    const whole = bytes("款号\nb\n\n最后");
    const expected = [
      [1, "款号"],
      [2, "b"],
      [3, ""],
      [4, "最后"],
    ];
    for (let cut = 0; cut <= whole.length; cut += 1) {
      expect(await lines([whole.subarray(0, cut), whole.subarray(cut)])).toEqual(expected);
    }
  });
  test("that are too long or not UTF-8 are numbered and given as null", async () => {
    const bad = Uint8Array.from([0xff, 0x0a]);
    expect(await lines([bytes("x".repeat(150)), bytes("\nok\n"), bad], 100)).toEqual([
      [1, null],
      [2, "ok"],
      [3, null],
    ]);
  });
});
