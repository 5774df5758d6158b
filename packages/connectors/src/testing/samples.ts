/** Bodies as platforms send them, from beside the repository, and orders read of what is made of them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_SETTINGS, type Order, readOrder } from "@switchyard/orders";
import { parseBody } from "../intake/parse-body.ts";

const samples = join(import.meta.dirname, "../../../../../shared/domain/samples");
export const samplesArePresent = existsSync(samples);
if (!samplesArePresent) console.log("intake: ../shared is absent, only the package's own orders are mapped");

export const sample = (name: string): unknown => {
  const parsed = parseBody(readFileSync(join(samples, `${name}.json`)));
  return parsed.ok ? parsed.value : null;
};

export const orderOf = (input: unknown): Order => {
  const result = readOrder(input, {
    settings: DEFAULT_SETTINGS,
    receivedAt: Date.parse("2026-02-20T00:00:00Z"),
    id: "o1",
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.order;
};
