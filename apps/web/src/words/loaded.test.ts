/** A screen or panel that is loaded when it is opened must be loaded with the words it shows, or it shows keys. */
import { describe, expect, it } from "vitest";
import { rooms } from "./zh-CN/index.ts";

const START = "../main.tsx";
/** Fetches files ahead and shows nothing of them. */
const FETCHES = "../frame/first-visit.ts";
const sources: Record<string, string> = import.meta.glob(
  ["../**/*.{ts,tsx}", "!../words/zh-CN/**", "!../words/en/**", "!../**/*.test.*"],
  { query: "?raw", import: "default", eager: true },
);

/** `room` of each key: "flows.title" → "flows". */
function keysOf(words: object, room: string, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, room] as [string, string]] : keysOf(value, room, `${path}${key}.`),
  );
}
const roomOf = new Map(Object.entries(rooms).flatMap(([room, words]) => keysOf(words, room)));

/** Rooms whose keys stand in a source, whole or as the beginning of a template. */
function spokenIn(code: string): Set<string> {
  const found = new Set<string>();
  for (const [, key] of code.matchAll(/["'`]([a-zA-Z]+\.[\w.]+)["'`]/g)) found.add(roomOf.get(key ?? "") ?? "");
  for (const [, start] of code.matchAll(/`([a-zA-Z]+\.[\w.]*)\$\{/g)) {
    for (const [key, room] of roomOf) if (key.startsWith(start ?? "")) found.add(room);
  }
  found.delete("");
  return found;
}

interface Later {
  target: string;
  words: string[];
}
interface Module {
  needs: Set<string>;
  imports: string[];
  later: Later[];
}

const resolve = (from: string, path: string) => {
  const parts = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.length > 0 && parts[0] === ".." ? parts.join("/") : `../${parts.join("/")}`;
};

function listed(list: string, code: string): string[] {
  const literal = list.startsWith("[")
    ? list
    : (new RegExp(`const ${list}[^=]*= (\\[[^\\]]*\\])`).exec(code)?.[1] ?? "");
  return [...literal.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? "");
}

function read(path: string, source: string): Module {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
  const known = (target: string) => (target in sources ? [target] : []);
  const at = (match: RegExpMatchArray, index: number) =>
    resolve(`src/${path.slice(3)}`, match[index] ?? "").replace(/^\.\.\/src/, "..");
  const imports = [...code.matchAll(/^(?:import|export) (?!type )(?:[^"';]*? from )?"(\.[^"]+)"/gm)];
  const withWords = [...code.matchAll(/(?:withWords|screen)\(\s*(\[[^\]]*\]|\w+),\s*\(\) =>\s*import\("([^"]+)"\)/g)];
  const all = [...code.matchAll(/\bimport\("(\.[^"]+)"\)/g)];
  const later = withWords.map((match) => ({ target: at(match, 2), words: listed(match[1] ?? "", code) }));
  const plain = (path === FETCHES ? [] : all)
    .map((match) => at(match, 1))
    .filter((target) => !later.some((one) => one.target === target));
  return {
    needs: spokenIn(code),
    imports: imports.flatMap((match) => known(at(match, 1))),
    later: [...later, ...plain.map((target) => ({ target, words: [] }))].filter(({ target }) => target in sources),
  };
}

const modules = new Map(Object.entries(sources).map(([path, source]) => [path, read(path, source)]));

/** All that comes with a module at once. */
function together(entry: string): Set<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    open.push(...(modules.get(path)?.imports ?? []));
  }
  return found;
}

/** Rooms that are surely loaded when an entry is: those of its own, and those of whatever opens it; by the fewest of its ways. */
function settle(entries: Map<string, Set<string>>): Map<string, Set<string>> {
  const sure = new Map([...entries.keys()].map((entry) => [entry, new Set<string>(Object.keys(rooms))]));
  sure.set(START, new Set(["shell"]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [opener, members] of entries) {
      const has = sure.get(opener) ?? new Set();
      for (const { target, words } of [...members].flatMap((path) => modules.get(path)?.later ?? [])) {
        const before = sure.get(target) ?? new Set();
        const after = new Set([...before].filter((room) => has.has(room) || words.includes(room)));
        sure.set(target, after);
        changed ||= after.size < before.size;
      }
    }
  }
  return sure;
}

describe("words that come with a screen", () => {
  const targets = new Set([...modules.values()].flatMap((module) => module.later.map(({ target }) => target)));
  const entries = new Map([START, ...targets].map((entry) => [entry, together(entry)]));
  const sure = settle(entries);
  const needs = (entry: string) =>
    new Set([...(entries.get(entry) ?? [])].flatMap((path) => [...(modules.get(path)?.needs ?? [])]));

  it("are looked at in every screen", () => {
    expect(targets.size).toBeGreaterThan(60);
    expect(entries.get("../designer/DesignerPage.tsx")?.size).toBeGreaterThan(60);
    expect(needs("../recall/RecallPage.tsx")).toContain("recall");
  });

  it("are all that it shows", () => {
    const missing = [...entries.keys()].flatMap((entry) => {
      const absent = [...needs(entry)].filter((room) => !sure.get(entry)?.has(room));
      return absent.length > 0
        ? [`${entry} shows words of ${absent.sort().join(", ")}: name them where it is loaded`]
        : [];
    });
    expect(missing).toEqual([]);
  });

  it("are none that it never shows", () => {
    const idle = [...modules].flatMap(([path, { later }]) =>
      later.flatMap(({ target, words }) =>
        words.filter((room) => !needs(target).has(room)).map((room) => `${path}: ${target} needs no ${room}`),
      ),
    );
    expect(idle).toEqual([]);
  });
});
