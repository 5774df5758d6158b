import { describe, expect, it } from "vitest";
import { rooms as en } from "./en/index.ts";
import { rooms as zh } from "./zh-CN/index.ts";

/** Every key with its text. */
function flatten(words: object, path = ""): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const here = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") out.set(here, value);
    else for (const [inner, text] of flatten(value as object, here)) out.set(inner, text);
  }
  return out;
}

const slots = (text: string) => [...text.matchAll(/{{\s*(\w+)\s*}}/g)].map((match) => match[1]).sort();
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
const sources: Record<string, string> = import.meta.glob(
  ["../**/*.{ts,tsx}", "!../words/zh-CN/**", "!../words/en/**", "!../**/*.test.*"],
  { query: "?raw", import: "default", eager: true },
);
const server: Record<string, string> = import.meta.glob(
  ["../../../server/src/**/*.ts", "!../../../server/src/**/*.test.*", "!../../../server/src/testing/**"],
  { query: "?raw", import: "default", eager: true },
);
/** How the server writes what somebody did. */
const ENTRIES = [
  /\bact\(\s*\w+,\s*"(\w+)"/g,
  /\bentry\(\s*\w+,\s*\w+,\s*"(\w+)"/g,
  /\btype: "(\w+)",\s*actor/g,
  /\b(?:change|store)\(ctx, [^,]+, "(\w+)"/g,
  /const [A-Z_]+ = "(\w+_(?:changed|ended|started))"/g,
];
/** Who speaks Chinese to people. Left out: what reads it (the grammar, tables of platforms and provinces). */
const speaking: Record<string, string> = import.meta.glob(
  [
    "../../../server/src/**/*.ts",
    "../**/*.{ts,tsx}",
    "../../../../packages/{analysis,connectors,engine,flow,logic,orders,sandbox,store,templates}/src/**/*.ts",
    "!**/*.test.*",
    "!**/testing/**",
    "!**/tables/**",
    "!**/regions.ts",
    "!**/cell-words.ts",
    "!../words/en/**",
  ],
  { query: "?raw", import: "default", eager: true },
);
const HALF = /[\u4e00-\u9fff」』》][,;:?!]|[,;?!][\u4e00-\u9fff「『《]|[\u4e00-\u9fff]\((?!\{\{)|\([\u4e00-\u9fff]/;
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");

describe("words", () => {
  const chinese = flatten(Object.assign({}, ...Object.values(zh)));
  const english = flatten(Object.assign({}, ...Object.values(en)));

  it("no two rooms use the same section", () => {
    const sections = Object.values(zh).flatMap((room) => Object.keys(room));
    expect(sections).toEqual([...new Set(sections)]);
  });

  it("both languages have the same keys", () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it("both languages fill in the same slots", () => {
    for (const [key, text] of chinese) expect([key, slots(english.get(key) ?? "")]).toEqual([key, slots(text)]);
  });

  it("English holds no Chinese but the product's own name and the other language's", () => {
    const allowed = ["nav.nameZh", "nav.otherLanguage", "nav.language"];
    const mixed = [...english].filter(([key, text]) => CHINESE.test(text) && !allowed.includes(key));
    expect(mixed).toEqual([]);
  });

  it("no component holds Chinese of its own", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(60);
    const found = Object.entries(sources).filter(([, source]) => CHINESE.test(withoutComments(source)));
    expect(found.map(([path]) => path)).toEqual([]);
  });

  it("every key that a component names exists", () => {
    const missing: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      for (const match of source.matchAll(/\bt\(\s*"([\w.]+)"/g)) {
        const key = match[1] ?? "";
        if (!chinese.has(key)) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it("every key is said somewhere", () => {
    const code = Object.values(sources).join("\n");
    const whole = new Set([...code.matchAll(/["'`]([\w.-]+)["'`]/g)].map((match) => match[1]));
    // What a template fills in may be any name.
    const filled = [...code.matchAll(/`([a-z]\w*\.[\w.]*(?:\$\{(?:[^{}]|\{[^{}]*\})*\}[\w.]*)+)`/gi)].map((match) =>
      (match[1] ?? "").replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "*"),
    );
    const patterns = [...new Set(filled)].map(
      (text) => new RegExp(`^${text.replaceAll(".", "\\.").replaceAll("*", "[\\w-]+")}$`),
    );
    const isSaid = (key: string) => whole.has(key) || patterns.some((pattern) => pattern.test(key));
    expect([...chinese.keys()].filter((key) => !isSaid(key))).toEqual([]);
    expect(isSaid("nav.nobodySaysThis")).toBe(false);
  });

  it("what the journal says somebody did has words", () => {
    const written = Object.values(server).flatMap((source) =>
      ENTRIES.flatMap((entry) => [...source.matchAll(entry)].map((match) => match[1] ?? "")),
    );
    expect(new Set(written).size).toBeGreaterThan(40);
    expect([...new Set(written)].filter((type) => !chinese.has(`entry.${type}`))).toEqual([]);
  });

  it("Chinese is written with full-width marks, wherever people read it", () => {
    expect(Object.keys(speaking).length).toBeGreaterThan(500);
    const found = Object.entries(speaking).flatMap(([path, source]) =>
      withoutComments(source)
        .replace(/\$\{[^{}]*\}/g, "")
        .split("\n")
        .flatMap((line) => line.match(/"(?:[^"\\]|\\.)*"|`[^`]*`/g) ?? [])
        // A name by which people write a column.
        .filter((text) => HALF.test(text) && text !== '"交期(日期)"')
        .map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
