import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Who has a place, in the order in which they came to have it. */
function hall(most: number, each: number) {
  const turns = createTurns({ most, each });
  const inside: { who: string; leave: () => void }[] = [];
  const ask = (who: string) => void turns.take(who.slice(0, 1)).then((leave) => inside.push({ who, leave }));
  const leave = async (who: string) => {
    const [one] = inside.splice(inside.findIndex((other) => other.who === who), 1); // biome-ignore format: one line
    one?.leave();
    one?.leave();
    await soon();
  };
  return { ask, leave, who: () => inside.map((one) => one.who) };
}

test("one house's long line leaves room for another's first file, and they take turns", async () => {
  const { ask, leave, who } = hall(3, 2);
  for (const file of ["a1", "a2", "a3", "a4"]) ask(file);
  await soon();
  expect(who()).toEqual(["a1", "a2"]);
  ask("b1");
  ask("b2");
  ask("c1");
  await soon();
  expect(who()).toEqual(["a1", "a2", "b1"]);
  await leave("a1");
  expect(who()).toEqual(["a2", "b1", "c1"]);
  await leave("b1");
  expect(who()).toEqual(["a2", "c1", "b2"]);
  await leave("c1");
  expect(who()).toEqual(["a2", "b2", "a3"]);
  await leave("b2");
  expect(who()).toEqual(["a2", "a3"]);
  await leave("a3");
  await leave("a2");
  expect(who()).toEqual(["a4"]);
});
