import { z } from "@hono/zod-openapi";
import { instant, text } from "./common.ts";

const count = z.number().int().min(0);

export const upkeep = z.object({
  backups: z.object({
    every_hours: count.openapi({ description: "0: none is made by itself" }),
    keep: count.openapi({ description: "How many stay" }),
    kept: z.array(z.object({ at: instant, bytes: count })).openapi({ description: "The newest first" }),
    running: z.boolean(),
    failure: z
      .object({ at: instant, text })
      .nullable()
      .openapi({ description: "Of the last try; null: it went well, or there was none since the start" }),
  }),
  checkpoint: z.object({ at: instant.nullable(), entries: count, broken: z.boolean() }).openapi({
    description: "When the journal was last held beside its signed heads since the start, and whether it held",
  }),
});
