/** Golden orders inside a template: orders that must be decided so, whatever else changes. */
import { idSchema } from "@switchyard/flow";
import { z } from "zod";

export const goldenOrderSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(200),
  script: z.looseObject({ start: z.number().int(), steps: z.array(z.looseObject({ type: z.string() })).max(60) }),
  expected: z.looseObject({}),
});
export type GoldenOrder = z.infer<typeof goldenOrderSchema>;
