/** What a person reads comes from the words files: no text between tags, none in an attribute that is read out or shown. */
import { describe, expect, it } from "vitest";

const sources: Record<string, string> = import.meta.glob(["../**/*.tsx", "!../**/*.test.tsx"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const SHOWN =
  "title|label|placeholder|alt|aria-label|aria-description|aria-valuetext|notFoundContent|okText|cancelText";
/** Signs, units, names, and the example of a field's technical name: the same in every language. */
const SAME = /^(&\w+;|[\d\s%.,:;/()[\]{}·—–…+×≤≥<>=→←-]|v|Ctrl|JSON|CSV|SKU|API|Switchyard|HH:mm|workshop)*$/;

const withoutComments = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|[\s{(,;])\/\/.*$/gm, "$1");
/** Literals in templates are looked at without what they fill in. */
const literal = (text: string) => text.replace(/\$\{[^}]*\}/g, "").trim();

function findHardCoded(source: string): string[] {
  const code = withoutComments(source);
  const attributes = [
    ...code.matchAll(new RegExp(`\\s(${SHOWN})=(?:"([^"]*)"|\\{"([^"]*)"\\}|\\{\`([^\`]*)\`\\})`, "g")),
  ];
  // Text right after a tag: letters up to the next tag. Types and comparisons are not followed by `</` or `<Tag`.
  const between = [
    ...code.matchAll(
      /(?<![\w)])<[A-Za-z][\w.]*(?:\s[^<>{}]*(?:\{[^{}]*\}[^<>{}]*)*)?>\s*([^<>{}\n=;]*\p{L}[^<>{}\n=;]*)\s*(?=<\/|\{)/gu,
    ),
  ];
  const texts = [
    ...attributes.map((match) => literal(match[2] ?? match[3] ?? match[4] ?? "")),
    ...between.map((match) => (match[1] ?? "").trim()),
  ];
  return texts.filter((text) => /\p{L}/u.test(text) && !SAME.test(text));
}

describe("hard-coded words", () => {
  it("would be seen", () => {
    expect(findHardCoded('<p className="a">Hello there</p>')).toEqual(["Hello there"]);
    expect(findHardCoded('<Button title="Save now" />')).toEqual(["Save now"]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code, looked at as text
    expect(findHardCoded("<Button aria-label={`Delete ${name}`} />")).toEqual(["Delete"]);
    expect(findHardCoded('<b>{t("a")}</b><i title={t("b")}>%</i><kbd>Ctrl</kbd>')).toEqual([]);
  });

  it("stand in no component", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(80);
    const found = Object.entries(sources).flatMap(([path, source]) =>
      findHardCoded(source).map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
