/** The tables of `docs/flow-format.md`, as the code has them: kinds of node, comparisons, facts. */
import { factCatalogue, lineFieldCatalogue } from "@switchyard/orders";
import type { z } from "zod";
import { nodeCatalogue } from "../catalogue/catalogue.ts";
import { portsOf } from "../catalogue/ports.ts";
import { operatorSpec } from "../conditions/operators.ts";
import { nodeSchema } from "../document.ts";
import { OPERATORS } from "../format.ts";

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(" ");
const FRAME = new Set(["id", "name", "position", "comment", "kind"]);

/** Settings of a kind; those in brackets may be left out. */
function settingsOf(kind: string): string {
  const found = nodeSchema.options.find((option) => option.shape.kind.value === kind);
  return Object.entries((found?.shape ?? {}) as Record<string, z.ZodType>)
    .filter(([name]) => !FRAME.has(name))
    .map(([name, schema]) => (schema.safeParse(undefined).success ? `[\`${name}\`]` : `\`${name}\``))
    .join(" ");
}

const KINDS = table(
  ["kind", "中文", "English", "settings", "ports as it is first put down"],
  nodeCatalogue.map(({ kind, label, create }) => {
    const ports = portsOf(create("n", { x: 0, y: 0 }));
    return [
      code([kind]),
      label.zh,
      label.en,
      settingsOf(kind),
      code(ports.map(({ id, later }) => (later ? `${id}*` : id))),
    ];
  }),
);
const COMPARISONS = table(
  ["operator", "中文", "English", "compared with", "suits facts of type"],
  OPERATORS.map((operator) => {
    const { label, shape, types } = operatorSpec(operator);
    return [code([operator]), label.zh, label.en, shape, types.join(", ")];
  }),
);
const FACTS = table(
  ["fact", "type", "中文", "English", "what it is"],
  factCatalogue.map(({ name, type, label, description, clock }) => [
    code([name]), clock === true ? `${type} ⏱` : type, label.zh, label.en, description.en,
  ]), // biome-ignore format: a row
);
const LINES = table(
  ["field", "中文", "English"],
  lineFieldCatalogue.map(({ name, label }) => [code([name]), label.zh, label.en]),
);

const TABLES: Readonly<Record<string, string>> = { KINDS, COMPARISONS, FACTS, LINES };

/** The page with its tables as they are now; each stands between two comments. */
export function withTables(page: string): string {
  let text = page;
  for (const [name, rows] of Object.entries(TABLES)) {
    const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [start, end] = [text.indexOf(from), text.indexOf(to)];
    if (start < 0 || end < start) throw new Error(`the page has no place for ${name}`);
    text = `${text.slice(0, start + from.length)}\n\n${rows}\n\n${text.slice(end)}`;
  }
  return text;
}
