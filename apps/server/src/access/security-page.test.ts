/** docs/security.md maps requirements to tests: each file that it names is there, and so is each test title. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../../..");
const ROOMS = ["apps", "packages"].flatMap((folder) => readdirSync(join(ROOT, folder)).map((room) => [room, folder]));
const PAGE = readFileSync(join(ROOT, "docs/security.md"), "utf8");

interface Named {
  /** As it stands on the page: a room, and a file below its `src`. */
  file: string;
  titles: string[];
}

/** `room file.test.ts` "title", "title": titles belong to the file before them. */
function namedOn(page: string): Named[] {
  const named: Named[] = [];
  for (const [, file, title] of page.matchAll(/`(\w+ [\w/.-]+\.(?:test|spec)\.ts)`|“([^”]+)”|"([^"]+)"/g)) {
    if (file !== undefined) named.push({ file, titles: [] });
    else if (title !== undefined) named.at(-1)?.titles.push(title);
  }
  return named;
}

const rowsOf = (page: string) => page.split("\n").filter((line) => /^\| \d/.test(line));

function sourceOf(file: string): string | null {
  const [room = "", path = ""] = file.split(" ");
  const folder = ROOMS.find(([name]) => name === room)?.[1];
  const whole = join(ROOT, folder ?? "none", room, "src", path);
  return folder !== undefined && existsSync(whole) ? readFileSync(whole, "utf8") : null;
}

describe("docs/security.md", () => {
  test("names tests that there are, by file and title", () => {
    const named = rowsOf(PAGE).flatMap(namedOn);
    const wrong = named.flatMap(({ file, titles }) => {
      const source = sourceOf(file);
      if (source === null) return [`there is no ${file}`];
      return titles.filter((title) => !source.includes(title)).map((title) => `${file} has no test "${title}"`);
    });
    expect(wrong).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  test("names a test in every row", () => {
    const bare = rowsOf(PAGE).filter((row) => namedOn(row).length === 0);
    expect(bare).toEqual([]);
  });

  test("and a name that is wrong would be seen", () => {
    const row = "| 1.1 | x | `server access/matrix.test.ts` “no such title”; `server access/none.test.ts` |";
    const [first, second] = namedOn(row);
    expect(first).toEqual({ file: "server access/matrix.test.ts", titles: ["no such title"] });
    expect(sourceOf(second?.file ?? "")).toBeNull();
    expect(sourceOf(first?.file ?? "")).not.toContain("no such title");
  });
});
