import { FAMILIES } from "../lexicon/default-words.ts";
import { type Reader, type Spoken, sticky } from "../source/reader.ts";

const BY_ID = {
  zh: sticky("(库存|信用|事件的?|字段) ?([a-z0-9_][a-z0-9_.-]*)"),
  en: sticky("(stock|credit|the event's|event|field) ([a-z0-9_][a-z0-9_.-]*)"),
};
const PREFIXES: Readonly<Record<string, string>> = {
  库存: "stock.", 信用: "credit.", 事件: "event.", 事件的: "event.", 字段: "custom.",
  stock: "stock.", credit: "credit.", "the event's": "event.", event: "event.", field: "custom.",
}; // biome-ignore format: a table
const CUSTOM = sticky("(?:custom|event)\\.[a-z0-9_.-]*[a-z0-9_]");

/** A fact by any of its names, or by its id; all facts that the words may mean. */
export function readPlainFact(reader: Reader): Spoken | null {
  return reader.attempt(() => {
    const words = (reader.scope === "line" ? reader.lexicon.lines : reader.lexicon.facts)[reader.language];
    const from = reader.at;
    const facts = reader.name(words.all);
    const named = reader.at;
    if (reader.scope === "order") {
      reader.at = from;
      const byId = readById(reader);
      if (byId !== null && reader.at > named) return oneFact(byId);
      reader.at = named;
    }
    if (facts === null) return null;
    const labelled = words.labels.get(reader.source.low.slice(from, named));
    // People who say "due date" mean when it is due; the fact of that label holds bare dates only.
    if (!reader.strict && labelled.includes("due_date"))
      return {
        facts: [...withFamilies(facts.filter((fact) => fact !== "due_date")), "due_date"],
        labelled: ["due_at"],
      };
    return { facts: reader.scope === "line" ? facts : withFamilies(facts), labelled };
  });
}

export const oneFact = (fact: string): Spoken => ({ facts: [fact], labelled: [fact] });

function readById(reader: Reader): string | null {
  const from = reader.at;
  if (reader.take(CUSTOM) !== null) return reader.raw(from).replace(/^[A-Z]/, (first) => first.toLowerCase());
  const found = reader.take(BY_ID[reader.language]);
  const [, prefix = "", id = ""] = found ?? [];
  if (found === null) return null;
  const fact = (PREFIXES[prefix] ?? "") + reader.raw(reader.at - id.length);
  // In a person's own words "stock under 5" is no fact called "under".
  return reader.strict || prefix.includes("event") || prefix.includes("事件") || isDeclared(reader, fact) ? fact : null;
}

const isDeclared = (reader: Reader, fact: string): boolean =>
  reader.lexicon.source.facts?.some(({ name }) => name === fact) === true;

function withFamilies(facts: readonly string[]): string[] {
  const kin = FAMILIES.filter((family) => facts.some((fact) => family.includes(fact))).flat();
  return [...new Set([...facts, ...kin])];
}

/** The name of a fact where no comparison follows: in 「按品牌」, 「把紧急程度改为」. */
export function readFactName(reader: Reader, suits: (fact: string) => boolean = () => true): string | null {
  return reader.attempt(() => {
    const spoken = readPlainFact(reader);
    if (spoken === null) return null;
    return [...spoken.labelled, ...spoken.facts].find(suits) ?? null;
  });
}

/** The type of a fact as conditions see it; null: any (a field that nobody described). */
export function typeOf(reader: Reader, fact: string) {
  if (reader.scope === "line") return lineType(fact);
  const window = /^(count|sum|distinct)\.(\w+)$/.exec(fact);
  if (window === null) return reader.lexicon.lookup(fact)?.type ?? null;
  const declared = reader.notes.windows.find(({ id }) => id === window[2]);
  const money = declared?.field !== undefined && reader.lexicon.lookup(declared.field)?.type === "money";
  return window[1] === "sum" && money ? ("money" as const) : ("number" as const);
}

function lineType(fact: string) {
  if (fact === "qty" || fact === "line_no") return "number" as const;
  if (fact === "unit_price") return "money" as const;
  return ["sku", "style_code", "batch_no"].includes(fact) ? ("code" as const) : ("text" as const);
}
