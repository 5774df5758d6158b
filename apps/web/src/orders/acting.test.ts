import { expect, test } from "vitest";
import { actingAs } from "./acting.ts";

const PEOPLE = [
  { id: "finance", name: "财务" },
  { id: "supervisor", name: "主管" },
];

test("who signed in acts as oneself, and in another's name only where that was chosen", () => {
  expect(actingAs(PEOPLE, "主管", null)).toMatchObject({ by: "supervisor", inName: null });
  expect(actingAs(PEOPLE, "陈老板", null)).toMatchObject({ by: "陈老板", inName: null });
  expect(actingAs(PEOPLE, "陈老板", null).choices.map(({ label }) => label)).toEqual(["陈老板", "财务", "主管"]);
  expect(actingAs(PEOPLE, "陈老板", "finance")).toMatchObject({
    by: "finance",
    inName: { name: "陈老板", whose: "财务" },
  });
  expect(actingAs([], "陈老板", null)).toEqual({ by: "陈老板", choices: [], inName: null });
});

test("where nobody signs in the first of the people acts, or this machine", () => {
  expect(actingAs(PEOPLE, undefined, null)).toMatchObject({ by: "finance", inName: null });
  expect(actingAs([], undefined, null)).toEqual({ by: "local", choices: [], inName: null });
});
