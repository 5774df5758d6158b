/** Reading `examples/`: one folder per business with its workspace, flows and recorded orders. Absent: nothing is read. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { flowDocumentSchema } from "@switchyard/flow";
import { z } from "zod";

const text = z.object({ zh: z.string(), en: z.string() });
const exampleSchema = z.object({
  name: text,
  zone: z.string(),
  currency: z.string(),
  brands: z.array(z.object({ id: z.string(), name: text })),
  destinations: z.array(z.object({ id: z.string(), name: text, kind: z.enum(["line", "warehouse", "wave"]) })),
  people: z.array(z.object({ id: z.string(), name: text, role: z.string() })),
  /** Paths beside the file. */
  flows: z.array(z.string()),
});
export type Example = z.infer<typeof exampleSchema>;

export function readExample(folder: string): Example | null {
  const file = join(folder, "workspace.json");
  return existsSync(file) ? exampleSchema.parse(JSON.parse(readFileSync(file, "utf8"))) : null;
}

export const readExampleFlow = (file: string) => flowDocumentSchema.parse(JSON.parse(readFileSync(file, "utf8")));

/** Recorded orders, or what became of the last of them, as NDJSON text, packed or not. */
export function readExampleRecords(folder: string, what: "orders" | "events"): string | null {
  const plain = join(folder, `${what}.ndjson`);
  if (existsSync(`${plain}.gz`)) return gunzipSync(readFileSync(`${plain}.gz`)).toString("utf8");
  return existsSync(plain) ? readFileSync(plain, "utf8") : null;
}
