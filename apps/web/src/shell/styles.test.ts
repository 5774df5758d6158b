/** TypeScript knows no names of classes: one that is gone is said by nobody. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sheets = Object.keys(import.meta.glob("../**/*.module.css"));
const sources: Record<string, string> = import.meta.glob(["../**/*.{ts,tsx}", "!../**/*.test.*"], {
  query: "?raw",
  import: "default",
  eager: true,
});

const IMPORT = /import (\w+) from "([^"]+\.module\.css)"/g;

/** Both are paths from here: `../orders/X.tsx` and `./X.module.css` give `../orders/X.module.css`. */
const resolve = (from: string, path: string) => new URL(path, new URL(from, "file:///src/shell/")).pathname;

interface Sheet {
  classes: Set<string>;
  named: Set<string>;
  /** Some are named by what is known only while it runs. */
  isComputed: boolean;
}
const known = new Map(
  sheets.map((path) => {
    const css = readFileSync(join(import.meta.dirname, path), "utf8");
    const bare = css
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/\{[^{}]*\}/g, " ")
      // Names of the libraries' own.
      .replace(/:global\([^)]*\)/g, " ");
    const classes = new Set(Array.from(bare.matchAll(/\.([a-zA-Z][\w-]*)/g), ([, name = ""]) => name));
    return [resolve(path, ""), { classes, named: new Set<string>(), isComputed: false }] as [string, Sheet];
  }),
);
const wrong: string[] = [];
for (const [path, source] of Object.entries(sources))
  for (const [, local = "", file = ""] of source.matchAll(IMPORT)) {
    const sheet = known.get(resolve(path, file));
    if (sheet === undefined) throw new Error(`${path}: no ${file}`);
    for (const [, name = ""] of source.matchAll(new RegExp(`\\b${local}\\.(\\w+)`, "g"))) {
      sheet.named.add(name);
      if (!sheet.classes.has(name)) wrong.push(`${path}: ${name}`);
    }
    sheet.isComputed ||= new RegExp(`\\b${local}\\[`).test(source);
  }

test("each class that a screen names stands in its sheet", () => {
  expect(known.size).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

test("each class of a sheet is named by a screen", () => {
  const idle = [...known].flatMap(([path, { classes, named, isComputed }]) =>
    isComputed ? [] : [...classes].filter((name) => !named.has(name)).map((name) => `${path}: ${name}`),
  );
  expect(idle).toEqual([]);
});
