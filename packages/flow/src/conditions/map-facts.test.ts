import { expect, it } from "vitest";
import type { FlowDocument } from "../document.ts";
import { renameFacts } from "./map-facts.ts";

it("a renamed fact is renamed in the cells of a table too, where one fact is compared with another; words stay words", () => {
  const table = {
    id: "t", kind: "decision_table", hit: "first", position: { x: 0, y: 0 },
    columns: [{ id: "a", fact: "amount", operator: "le" }, { id: "n", fact: "note", operator: "matches" }, { id: "g", fact: "customer_grade", operator: "is" }],
    outputs: [{ id: "to", effect: "route" }],
    rows: [{ id: "r", cells: [{ fact: "custom.limit" }, "phone", "limit"], values: ["A"] }, { id: "s", cells: [5, null, null], values: ["B"] }],
  }; // biome-ignore format: a table
  const doc = { formatVersion: 1, name: "f", brands: [], windows: [], patterns: [], nodes: [table], edges: [] };
  const renamed = renameFacts(doc as unknown as FlowDocument, {
    fact: (name) => `sub.${name}`,
    pattern: (id) => `sub/${id}`,
  });
  expect(renamed.nodes[0]).toMatchObject({
    columns: [{ fact: "sub.amount" }, { fact: "sub.note" }, { fact: "sub.customer_grade" }],
    rows: [{ cells: [{ fact: "sub.custom.limit" }, "sub/phone", "limit"] }, { cells: [5, null, null] }],
  });
});
