import { expect, test } from "vitest";
import { giveBack, looker } from "./give-back.ts";

test("what nobody holds any more is given back at once, and scripts get no collector of their own", () => {
  let held: unknown[] | null = Array.from({ length: 200_000 }, (_, n) => ({ n, text: `text ${n}` }));
  const before = process.memoryUsage().heapUsed;
  expect(held).toHaveLength(200_000);
  held = null;
  giveBack();
  expect(process.memoryUsage().heapUsed).toBeLessThan(before - 5_000_000);
  expect("gc" in globalThis).toBe(false);
});

test("memory is given back when nothing is done: once after the start, and again when much has been added", () => {
  const MB = 1024 * 1024;
  const machine = { used: 0, resident: 130 * MB, given: 0 };
  const look = looker({
    cpu: () => machine.used,
    resident: () => machine.resident,
    giveBack: () => {
      machine.given += 1;
      machine.resident = 100 * MB;
    },
  });
  const after = (work: number, resident: number) => {
    machine.used += work;
    machine.resident = resident * MB;
    isStarted = look(1000);
    return machine.given;
  };
  let isStarted = false;
  expect(after(900, 130)).toBe(0);
  expect(isStarted).toBe(false);
  expect(after(10, 130)).toBe(1);
  expect(isStarted).toBe(true);
  expect(after(10, 150)).toBe(1);
  expect(after(900, 300)).toBe(1);
  expect(after(0, 300)).toBe(2);
  expect(after(0, 100)).toBe(2);
});
