import { expect, test } from "vitest";
import { formatFor } from "../../words/format.ts";
import { momentTrail } from "./moment-trail.ts";

const edge = (id: string, from: string, port: string, to: string) => ({ id, from, port, to });
const edges = [edge("in", "start", "next", "merge"), edge("out", "merge", "closed", "task"), edge("on", "merge", "joined", "tag")]; // biome-ignore format: a row

test("a batch that closes by itself draws the line by which it goes on, and no other", () => {
  const format = formatFor("zh-CN", "Asia/Shanghai");
  const { nodes, edges: drawn } = momentTrail({ explanations: [], nodes: ["merge", "task"] }, { edges }, format);
  expect([...nodes].map(([id, { step }]) => [id, step])).toEqual([["merge", 1], ["task", 2]]); // biome-ignore format: a row
  expect([...drawn]).toEqual([["out", 1]]);
});
