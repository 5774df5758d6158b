/** What a schema of our own refuses is said in both languages: `schemaText` has the Chinese from `params.zh` alone. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../../..");
const rooms = ["packages", "apps"].flatMap((place) =>
  readdirSync(join(ROOT, place)).map((room) => join(ROOT, place, room, "src")),
);
const isSource = (name: string) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("testing");
const filesOf = (room: string) => {
  try {
    return readdirSync(room, { recursive: true, encoding: "utf8" }).filter(isSource);
  } catch {
    return [];
  }
};

/** The call's own text, from its bracket to the one that closes it. */
function callAt(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    if (depth === 0) return text.slice(open, at + 1);
  }
  return text.slice(open);
}
/** With what its last name stands for in the same file. */
function said(text: string, call: string): string {
  const names = call.match(/\b[A-Z][A-Z_]{2,}\b/g) ?? [];
  const meant = names.map((name) => new RegExp(`const ${name} = [^;]*;`).exec(text)?.[0] ?? "");
  return [call, ...meant].join(" ");
}

test("every refinement of a schema says in both languages what it wants", () => {
  const seen: string[] = [];
  const silent: string[] = [];
  for (const room of rooms)
    for (const name of filesOf(room)) {
      const text = readFileSync(join(room, name), "utf8");
      for (const { index } of text.matchAll(/\.(?:refine|superRefine)\(/g)) {
        const call = said(text, callAt(text, text.indexOf("(", index)));
        const where = relative(ROOT, join(room, name));
        seen.push(where);
        if (!/params:\s*\{\s*zh:/.test(call) || !/message:/.test(call)) silent.push(where);
      }
    }
  expect(seen.length).toBeGreaterThan(6);
  expect(silent).toEqual([]);
});
