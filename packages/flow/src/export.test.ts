import fc from "fast-check";
import { expect, test } from "vitest";
import { flowDocumentSchema } from "./document.ts";
import { parseFlow, readFlow, serialiseFlow } from "./export.ts";
import { documentArbitrary } from "./testing/arbitraries.ts";
import { all, is, not, rushFlow } from "./testing/flows.ts";

test("[E1] what is exported reads back as the same document, and exports to the same text again", () => {
  fc.assert(
    fc.property(documentArbitrary, (doc) => {
      const text = serialiseFlow(flowDocumentSchema.parse(doc));
      const read = parseFlow(text);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(read.document).toEqual(flowDocumentSchema.parse(doc));
      expect(serialiseFlow(read.document)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test("[E1] the order in which keys were written does not show in an export", () => {
  const doc = rushFlow();
  const { name, ...rest } = doc;
  expect(serialiseFlow({ ...rest, name })).toBe(serialiseFlow(doc));
});

test("[E2] a node of an unknown kind is named", () => {
  const doc = rushFlow();
  const read = readFlow({ ...doc, nodes: [...doc.nodes, { id: "z", kind: "teleport", position: { x: 0, y: 0 } }] });
  expect(read).toMatchObject({
    ok: false,
    problems: [
      { pointer: "/nodes/4/kind", message: { en: expect.stringContaining("Node z is of the unknown kind teleport") } },
    ],
  });
});

test.each([
  ["text that is not JSON", "{", ""],
  ["a missing list", JSON.stringify({ ...rushFlow(), nodes: undefined }), "/nodes"],
  ["an unknown field", JSON.stringify({ ...rushFlow(), extra: 1 }), ""],
  ["another format version", JSON.stringify({ ...rushFlow(), formatVersion: 2 }), "/formatVersion"],
  ["a key that reaches a prototype", '{"__proto__": {}}', "/__proto__"],
])("[E2] %s is refused, with where", (_, text, pointer) => {
  expect(parseFlow(text)).toMatchObject({ ok: false, problems: [{ pointer }] });
});

test("[E2] a condition nested past every bound is refused without harm", () => {
  let when = all(is("brand", "is", "A"));
  for (let i = 0; i < 5000; i++) when = not(when);
  expect(
    readFlow({
      ...rushFlow(),
      nodes: [{ id: "c", kind: "condition", when, missing: "port", position: { x: 0, y: 0 } }],
    }),
  ).toMatchObject({ ok: false, problems: [{ code: "too_deep" }] });
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "a.b", "a:b", ""])("[E3] %s is no id", (id) => {
  const doc = rushFlow();
  expect(readFlow({ ...doc, nodes: [{ id, kind: "order_received", position: { x: 0, y: 0 } }] }).ok).toBe(false);
});
