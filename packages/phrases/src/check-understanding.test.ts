import { expect, test } from "vitest";
import { checkUnderstanding } from "./check-understanding.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";
import type { Understander, Understanding } from "./understanding.ts";

const TEXT = "款号以FJ开头，派到快反线";
const good = (): Understanding => understand(TEXT, "zh", LEXICON);
const [first, second] = good().fragment.nodes;
if (first === undefined || second === undefined) throw new Error("two nodes");

test("[P25] what the grammar gives passes", () => expect(checkUnderstanding(good(), TEXT)).toMatchObject({ ok: true }));

test.each<[string, (found: Understanding) => void]>([
  ["a node of no kind", ({ fragment }) => fragment.nodes.push({ ...first, kind: "launch_missiles" } as never)],
  [
    "a node with more than its settings",
    ({ fragment }) => fragment.nodes.splice(0, 1, { ...first, run: "code" } as never),
  ],
  ["two nodes of one id", ({ fragment }) => fragment.nodes.push(second)],
  [
    "a connection to nowhere",
    ({ fragment }) => fragment.edges.push({ id: "x", from: second.id, port: "next", to: "gone" }),
  ],
  [
    "a port that the node does not have",
    ({ fragment }) => fragment.edges.push({ id: "x", from: second.id, port: "met", to: first.id }),
  ],
  ["an entry that is no node", ({ fragment }) => fragment.entries.push("gone")],
  ["a part of the text left out", ({ spans }) => void spans.pop()],
  [
    "an unknown part beside a claim to be complete",
    ({ spans }) => void spans.splice(0, 1, { start: 0, end: spans[0]?.end ?? 0, kind: "unknown", suggestions: [] }),
  ],
])("[P25] %s is refused", (_, spoil) => {
  const found = good();
  spoil(found);
  expect(checkUnderstanding(found, TEXT)).toMatchObject({
    ok: false,
    problem: { zh: expect.any(String), en: expect.any(String) },
  });
});

test("[P26] an adapter stands behind the same interface, and its answer goes through the same check", async () => {
  const adapter: Understander = {
    name: { zh: "测试适配器", en: "Test adapter" },
    understand: (text, language, lexicon) => Promise.resolve(understand(text, language, lexicon)),
  };
  const found = await adapter.understand(TEXT, "zh", LEXICON);
  if ("refused" in found) throw new Error(found.refused.en);
  expect(checkUnderstanding(found, TEXT).ok).toBe(true);
});
