import { describe, expect, test } from "vitest";
import { inOrder } from "./in-order.ts";
import { gathered, splitLines } from "./lines.ts";

async function* numbers(count: number) {
  for (let n = 0; n < count; n += 3) yield [n, n + 1, n + 2].filter((one) => one < count);
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
    const work = (n: number, done: (text: string) => void) => {
      underway += 1;
      most = Math.max(most, underway);
      void ticks((n * 7) % 5).then(() => {
        underway -= 1;
        done(`${n},`);
      });
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
      for await (const piece of inOrder(broken(), (n, done) => done(`${n},`), 10)) seen.push(piece);
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
        yield [taken];
      }
    }
    for await (const _ of inOrder(endless(), (n, done) => done(String(n)), 4)) break;
    await ticks(5);
    const before = taken;
    await ticks(20);
    expect(taken).toBe(before);
  });
});

describe("lists that are gathered", () => {
  const lists = async (source: AsyncIterable<number[]>, most: number) => {
    const found: number[][] = [];
    for await (const list of gathered(source, most)) found.push(list);
    return found;
  };
  async function* broken() {
    yield [1];
    yield [2];
    throw new Error("cut");
  }
  test("are joined while they are there at once, up to the most", async () => {
    expect(await lists(numbers(12), 6)).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10, 11],
    ]);
    expect(await lists(numbers(0), 6)).toEqual([]);
  });
  test("do not wait for one that comes later", async () => {
    async function* late() {
      yield [1];
      yield [2];
      await ticks(9);
      yield [3];
    }
    expect(await lists(late(), 6)).toEqual([[1, 2], [3]]);
  });
  test("of a source that breaks are given, then it fails", async () => {
    const found: number[][] = [];
    const reading = async () => {
      for await (const list of gathered(broken(), 6)) found.push(list);
    };
    await expect(reading()).rejects.toThrow("cut");
    expect(found).toEqual([[1, 2]]);
  });
});

describe("lines", () => {
  const lines = async (pieces: Uint8Array[], longest = 100) => {
    async function* source() {
      yield* pieces;
    }
    const found: [number, string | null][] = [];
    for await (const list of splitLines(source(), longest))
      for (const { number, text } of list) found.push([number, text]);
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
