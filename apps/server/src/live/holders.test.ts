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

test("a page that closes is waited for a moment: loaded again it still holds, else the next one does", () => {
  let now = 0;
  const holders = createHolders({ now: () => now, onChange: () => {} });
  const [anna, bo] = [
    { id: "a", name: "A" },
    { id: "b", name: "B" },
  ];
  holders.hold("f", anna, false);
  now = 1_000;
  holders.letGo("f", "b", true);
  expect(holders.of("f")).toMatchObject({ id: "a", until: 15_000 });
  holders.letGo("f", "a", true);
  now = 4_999;
  expect(holders.hold("f", bo, false)).toMatchObject({ id: "a", leaving: true, until: 5_000 });
  expect(holders.hold("f", anna, false)).toEqual({ ...anna, since: 0, until: 19_999 });
  now = 6_000;
  holders.letGo("f", "a", true);
  now = 7_000;
  expect(holders.hold("f", bo, true)).toMatchObject({ id: "b" });
  holders.letGo("f", "b", true);
  now = 11_000;
  expect(holders.hold("f", anna, false)).toMatchObject({ id: "a", since: 11_000 });
});
