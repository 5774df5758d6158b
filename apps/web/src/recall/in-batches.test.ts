import { expect, it } from "vitest";
import { inBatches } from "./recall-api.ts";

const orders = Array.from({ length: 450 }, (_, n) => `o${n}`);
const go = (at: number, on: (control: AbortController) => void) => {
  const control = new AbortController();
  const told: number[] = [];
  const send = async (applied: string[]) => {
    if (told.length === at) on(control);
    return { applied, refused: [] };
  };
  return inBatches(orders, { send, onDone: (count) => told.push(count), signal: control.signal }).then((end) => ({
    end,
    told,
  }));
};

it("a recall that fails half-way tells what was done by then, and what is left", async () => {
  const { end, told } = await go(1, () => {
    throw new Error("offline");
  });
  expect([end.applied.length, end.left.length, told]).toEqual([200, 250, [200]]);
  expect(end.failure).toMatchObject({ message: "offline" });
});

it("one that somebody ends finishes what it had asked for, and no more", async () => {
  const { end, told } = await go(1, (control) => control.abort());
  expect([end.applied.length, end.left.length, end.failure, told]).toEqual([400, 50, null, [200, 400]]);
});
