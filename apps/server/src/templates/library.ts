/** What is shipped in `examples/`, a folder for each business. Read when asked for; a template that does not fit is not shown. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTemplate, type Template } from "@switchyard/templates";
import { readExampleRecords } from "../demo/examples.ts";

export interface LibraryEntry {
  id: string;
  file: string;
  template: Template;
}
export interface Library {
  list(): LibraryEntry[];
  get(id: string): LibraryEntry | null;
  /** Recorded orders of a business, or events about them: NDJSON as its sources sent them. */
  records(business: string, what: "orders" | "events"): string | null;
}

export function openLibrary(examplesDir: string): Library {
  let entries: LibraryEntry[] | null = null;
  const list = () => {
    entries ??= readAll(examplesDir);
    return entries;
  };
  return {
    list,
    get: (id) => list().find((one) => one.id === id) ?? null,
    records: (business, what) => readExampleRecords(join(examplesDir, business), what),
  };
}

function readAll(examplesDir: string): LibraryEntry[] {
  if (!existsSync(examplesDir)) return [];
  return readdirSync(examplesDir)
    .map((folder) => join(examplesDir, folder, "template.json"))
    .filter((path) => existsSync(path))
    .sort()
    .flatMap((path) => {
      const file = readFileSync(path, "utf8");
      const read = parseTemplate(file);
      return read.ok ? [{ id: read.template.id, file, template: read.template }] : [];
    });
}
