import { expect, test } from "vitest";
import { createHolders } from "./holders.ts";

test("who is not heard of for fifteen seconds has let go; whoever is told of it is told once", () => {
  let now = 0;
  const told: string[] = [];
  const holders = createHolders({ now: () => now, onChange: (flow) => told.push(`${flow}@${now}`) });
  const [anna, bo] = [
    { id: "a", name: "A" },
    { id: "b", name: "B" },
  ];
  expect(holders.hold("f", anna, false)).toMatchObject({ id: "a", since: 0, until: 15_000 });
  now = 10_000;
  expect(holders.hold("f", anna, false)).toMatchObject({ since: 0, until: 25_000 });
  now = 24_999;
  expect(holders.hold("f", bo, false)).toMatchObject({ id: "a" });
  now = 25_000;
  expect(holders.of("f")).toBeNull();
  expect(holders.hold("f", bo, false)).toMatchObject({ id: "b", since: 25_000 });
  expect(told).toEqual(["f@0", "f@25000"]);
});
