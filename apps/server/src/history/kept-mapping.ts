/** How the columns of a file are read where nobody says: as they were before, or as their names suggest. */
import type { DatasetFormat, FieldMapping } from "@switchyard/store";
import { mappingOf } from "../intake/sources.ts";
import type { Context } from "../runtime/context.ts";
import { MAPPING_TARGETS, suggestMapping } from "./columns.ts";
import { fieldMapping } from "./map-row.ts";

export interface Suggested {
  mapping: FieldMapping;
  /** Whose mapping it is: a source's of the intake, or an earlier data set's; null: the columns' names suggest it. */
  kept: { kind: "source" | "dataset"; name: string } | null;
  /** What is used by default; null: lines of NDJSON that have an `external_id` bring the order's own names. */
  used: FieldMapping | null;
}

/** A mapping that was kept fits when the file has all of its columns; the one that tells most is taken. */
export async function suggestFor(ctx: Context, format: DatasetFormat, columns: readonly string[]): Promise<Suggested> {
  if (format === "ndjson" && columns.includes("external_id"))
    return { mapping: ownNames(columns), kept: null, used: null };
  const { read } = ctx.store;
  const [sources, datasets] = await Promise.all([
    read.intake.sources(ctx.workspace.id),
    read.datasets.list(ctx.workspace.id),
  ]);
  const there = new Set(columns);
  const candidates = [
    ...datasets.map(({ name, mapping }) => ({ kind: "dataset" as const, name, mapping })),
    ...sources.map((source) => {
      const mapping = mappingOf(source);
      return { kind: "source" as const, name: source.name, mapping: mapping && fieldMapping(mapping) };
    }),
  ];
  let best: Suggested | null = null;
  for (const { kind, name, mapping } of candidates) {
    const named = Object.keys(mapping ?? {});
    if (mapping === null || named.length === 0 || !named.every((column) => there.has(column))) continue;
    if (best === null || named.length > Object.keys(best.mapping).length)
      best = { mapping, kept: { kind, name }, used: mapping };
  }
  const suggested = suggestMapping(columns);
  return best ?? { mapping: suggested, kept: null, used: suggested };
}

/** What no mapping means, for a person to correct. */
const ownNames = (columns: readonly string[]): FieldMapping =>
  Object.fromEntries(columns.filter((name) => MAPPING_TARGETS.includes(name)).map((name) => [name, name]));
