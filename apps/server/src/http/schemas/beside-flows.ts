/** What is kept beside a flow: scripts that were tried, golden orders, comments, and who holds the draft. */
import { z } from "@hono/zod-openapi";
import type { Difference, Run, WholeOutcome } from "@switchyard/engine";
import { type Expected, expectedSchema, type Script, scriptSchema } from "@switchyard/flow";
import { checkedComponent, component } from "../components.ts";
import { id, instant, problem } from "./common.ts";
import { versionName } from "./flows.ts";

export const tryScript = z.strictObject({
  script: checkedComponent("Script", scriptSchema),
  version: versionName.optional(),
});
export const run = z.object({ run: component<Run>("Run") });

const name = z.string().trim().min(1).max(120);
export const goldenView = z.object({
  id,
  name: z.string(),
  script: component<Script>("Script"),
  expected: component<Expected>("Expected"),
  created_at: instant,
  updated_at: instant,
});
export const putGolden = z.strictObject({
  name,
  script: checkedComponent("Script", scriptSchema),
  expected: checkedComponent("Expected", expectedSchema),
});
export const runGolden = z.strictObject({ version: versionName.optional() });
export const goldenResult = z.object({
  id,
  name: z.string(),
  passed: z.boolean(),
  differences: z.array(component<Difference>("Difference")),
  problems: z.array(problem),
  got: component<WholeOutcome>("Expected").nullable(),
});

const editor = z.strictObject({ id: z.string().min(1).max(64), name: z.string().trim().min(1).max(80) });
export const hold = z.strictObject({ editor, take: z.boolean().default(false) });
export const letGo = z.strictObject({
  editor: z.string().min(1).max(64),
  closing: z.enum(["true", "false"]).optional(),
});
export const holderView = z.object({
  holder: z
    .object({ id: z.string(), name: z.string(), since: instant, until: instant, leaving: z.literal(true).optional() })
    .nullable(),
});

const text = z.string().trim().min(1).max(4000);
export const commentView = z.object({
  id,
  node: z.string(),
  thread: id,
  author: editor,
  text: z.string(),
  at: instant,
  edited_at: instant.nullable(),
  resolved: z.object({ at: instant, by: z.string() }).nullable(),
});
export const newComment = z.strictObject({ node: id, thread: id.optional(), author: editor, text });
export const changeComment = z.strictObject({ text: text.optional(), resolved: z.boolean().optional(), by: editor });
