/** What the pages name is there: the files and names of docs/where.md, and what every page of ours leads to. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** Names in a page stand behind the file that they are in: `a/file.ts` `name`. */
function wrongIn(page: string): string[] {
  const wrong: string[] = [];
  for (const block of page.split("\n\n").flatMap((part) => (part.startsWith("|") ? part.split("\n") : [part]))) {
    let file = "";
    for (const [, named = ""] of block.matchAll(/`([^`]+)`/g)) {
      if (/^(apps|packages|docs)\//.test(named)) {
        file = named;
        if (!existsSync(join(ROOT, file))) wrong.push(`there is no ${file}`);
      } else if (
        /^\w+$/.test(named) &&
        file !== "" &&
        existsSync(join(ROOT, file)) &&
        statSync(join(ROOT, file)).isFile()
      ) {
        if (!new RegExp(`\\b${named}\\b`).test(read(file))) wrong.push(`${file} has no ${named}`);
      }
    }
  }
  return wrong;
}

/** Where links of a page lead that leave it, but not the house. */
function linksOf(page: string): string[] {
  const prose = page.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to).filter((to) => !/^(\w+:|#|\/)/.test(to));
}

const ROOMS = [
  "docs",
  "docs/decisions",
  ...["apps", "packages", "examples"].flatMap((of) => readdirSync(join(ROOT, of)).map((room) => `${of}/${room}`)),
];
const pagesIn = (folder: string) =>
  statSync(join(ROOT, folder)).isFile()
    ? []
    : readdirSync(join(ROOT, folder))
        .filter((file) => file.endsWith(".md"))
        .map((file) => join(folder, file));

describe("pages", () => {
  it("docs/where.md names files that there are, and names in them", () => {
    expect(wrongIn(read("docs/where.md"))).toEqual([]);
    expect(wrongIn("`docs/where.md` `noSuchName`, `packages/none.ts`")).toEqual([
      "docs/where.md has no noSuchName",
      "there is no packages/none.ts",
    ]);
  });

  it("lead nowhere that is not there", () => {
    const pages = ["", ...ROOMS].flatMap(pagesIn);
    expect(pages.length).toBeGreaterThan(50);
    const dead = pages.flatMap((page) =>
      linksOf(read(page))
        .filter((to) => !existsSync(join(ROOT, dirname(page), decodeURI(to.replace(/#.*$/, "")))))
        .map((to) => `${page}: ${to}`),
    );
    expect(dead).toEqual([]);
  });
});
