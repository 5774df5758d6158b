import { expect, it } from "vitest";
import { qualityOf } from "./coverage.ts";
import { Counts } from "./figures.ts";

it("what orders lacked is listed by source and fact in one order, whichever source came first", () => {
  const of = (...facts: string[]) => {
    const counts = new Counts();
    for (const fact of facts) counts.add(fact);
    return counts;
  };
  const [mail, form, table] = [of("due_at", "brand", "due_at"), of("brand"), of("amount")];
  const expected = [
    { source: "form", fact: "brand", count: 1 },
    { source: "mail", fact: "brand", count: 1 },
    { source: "mail", fact: "due_at", count: 2 },
    { source: "table", fact: "amount", count: 1 },
  ];
  const came = [["table", table], ["form", form], ["mail", mail]] as const; // biome-ignore format: three in a row
  for (const turn of [0, 1, 2])
    expect(qualityOf(new Map([...came.slice(turn), ...came.slice(0, turn)]))).toEqual(expected);
});
