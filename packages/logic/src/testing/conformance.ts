import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Logic } from "../types.ts";

/** One case of ../shared/conformance: what json-logic-js 2.0.5 answers for a rule of a public test suite. */
export interface ConformanceCase {
  readonly rule: Logic;
  readonly data: unknown;
  readonly expected: { readonly result?: unknown; readonly throws?: string };
  readonly from: string;
}

const FILE = fileURLToPath(new URL("../../../../../shared/conformance/cases.json", import.meta.url));

/** The cases, or `undefined` where the folder beside the repository is absent. */
export function conformanceCases(): readonly ConformanceCase[] | undefined {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as ConformanceCase[]) : undefined;
}

/** JSON has no NaN or Infinity: the file writes `{"$num": "NaN"}`. */
export function decodeNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeNumbers);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "$num") return Number(entries[0][1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, decodeNumbers(inner)]));
}
