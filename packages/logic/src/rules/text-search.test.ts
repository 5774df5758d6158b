import { expect, test } from "vitest";
import { Random } from "../testing/random.ts";
import { TextSearch } from "./text-search.ts";

test("finds what startsWith, endsWith and includes find", () => {
  const random = new Random(2);
  const text = () => random.list(random.below(6), () => random.pick(["a", "b", "极", "😀"])).join("");
  for (let round = 0; round < 300; round++) {
    const wanted = [...new Set(random.list(5, text))].filter((it) => it !== "");
    const [prefixes, suffixes] = [new TextSearch("forwards"), new TextSearch("backwards")];
    wanted.forEach((it, id) => {
      for (const search of [prefixes, suffixes]) search.ensure(it, () => id);
    });
    const subject = text() + text();
    const found = (look: (report: (id: number) => void) => void) => {
      const ids = new Set<number>();
      look((id) => ids.add(id));
      return wanted.filter((_, id) => ids.has(id));
    };
    expect(found((report) => prefixes.atEdge(subject, report))).toEqual(wanted.filter((it) => subject.startsWith(it)));
    expect(found((report) => suffixes.atEdge(subject, report))).toEqual(wanted.filter((it) => subject.endsWith(it)));
    expect(found((report) => prefixes.anywhere(subject, report))).toEqual(wanted.filter((it) => subject.includes(it)));
  }
});
