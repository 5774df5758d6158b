import { type Hook, z } from "@hono/zod-openapi";
import { schemaProblems } from "@switchyard/orders";
import type { Env } from "hono";
import { Refusal } from "../../refusal/refusal.ts";

export const id = z.string().min(1).max(128);
export const byId = { params: z.object({ id }) };
/** In both languages. */
export const text = z.object({ zh: z.string(), en: z.string() });
/** UTC milliseconds. */
export const instant = z.number().int();

export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const problem = z.object({
  pointer: z.string(),
  code: z.string(),
  message: text,
});

/** A body of bytes: a file as it is. */
export const binary = z.string().openapi({ format: "binary" });

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { "application/json": { schema } },
});
/** The answer of what has nothing to tell but that it was done. */
export const DONE = { done: true } as const;
export const done = json(z.object({ done: z.literal(true) }), "Done");
export const jsonRequest = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { "application/json": { schema } },
});

/** What a route's schema refuses: each issue by JSON pointer (body) or parameter name. */
export const invalid: Hook<unknown, Env, string, void> = (result) => {
  if (result.success) return;
  const at = result.target === "json" ? "" : `/${result.target}`;
  throw new Refusal("invalid_request", { problems: schemaProblems(result.error.issues, at) });
};
