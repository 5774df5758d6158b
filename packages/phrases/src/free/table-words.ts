import type { Operand } from "@switchyard/flow";
import { readFactName, typeOf } from "../condition/fact-name.ts";
import { readValues } from "../condition/values.ts";
import { both, byName, type SaidOf, take } from "../phrase/parts.ts";
import { readNumber } from "../source/numbers.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

/** Decision rows: 「按省份派单：江苏、浙江→杭州仓；广东→广州仓；其余→常规线」; and shares: 「按客户分流：A 5%、B 95%」. */

const BY = both(" ?(?:按照?|根据|依据|看) ?", "(?:route |assign |send |split )?(?:orders )?by (?:the )?");
const HOW = both(
  " ?(?:来)?(?:派单|分仓|分单|分配|分派|分拣|派到|派|分流|路由|打标签|分)?(?:去向|仓库)?(?:查表)? ?: ?\\n?",
  " ?(?:: ?|- )\\n?",
);
const ARROW = both(" ?(?:→|=>|->|:|派到|走|到|发|给|归) ?(?:派到)?", " ?(?:→|=>|->|:|to|goes to|go to) ?(?:the )?");
const NEXT = both(" ?[;,\\n。] ?", " ?(?:[;,\\n]|\\.(?= )) ?(?:and )?");
const ELSE = both(
  "(?:其余|其他|其它|否则|剩下的?|默认)(?:的)?(?:都|一律|订单)?",
  "(?:otherwise|else|(?:all )?(?:the )?(?:others?|rest)|everything else|default)",
);

export function readTable(reader: Reader): Piece | null {
  return reader.attempt(() => {
    if (take(reader, BY) === null) return null;
    const fact = readFactName(reader, (one) => ["text", "code"].includes(typeOf(reader, one) ?? ""));
    if (fact === null || take(reader, HOW) === null) return null;
    const rows: { values: string[]; to: string }[] = [];
    do {
      const row = reader.attempt(() => readRow(reader, fact));
      if (row === null) break;
      rows.push(row);
    } while (next(reader));
    if (rows.length < 2) return null;
    return { type: "table", said: tableOf(fact, rows), route: true };
  });
}

function next(reader: Reader): boolean {
  return (
    reader.attempt(() => (take(reader, NEXT) === null || reader.look(ELSE[reader.language]) !== null ? null : true)) ===
    true
  );
}

function readRow(reader: Reader, fact: string): { values: string[]; to: string } | null {
  reader.blanks();
  const values = readValues(reader, fact);
  if (values === null || take(reader, ARROW) === null) return null;
  const to = byName(reader, reader.lexicon.destinations);
  return to === null ? null : { values, to };
}

function tableOf(fact: string, rows: { values: string[]; to: string }[]): SaidOf<"decision_table"> {
  const single = rows.every(({ values }) => values.length === 1);
  return {
    kind: "decision_table",
    hit: "first",
    columns: [{ id: "k1", fact, operator: single ? "is" : "in_list" }],
    outputs: [{ id: "o1", effect: "route" }],
    rows: rows.map(({ values, to }, index) => ({
      id: `r${index + 1}`,
      cells: [single ? (values[0] ?? "") : (values satisfies Operand)],
      values: [to],
    })),
  };
}

const SPLIT = both(
  " ?(?:按|对)?(订单|客户|品牌)?(?:的)?(?:比例|灰度)?(?:分流|分配|随机分配)(?:给|到)? ?: ?",
  "split(?: (?:orders? )?by (order|customer|brand))? ?: ?",
);

export function readSplit(reader: Reader): Piece | null {
  return reader.attempt(() => {
    const found = take(reader, SPLIT);
    if (found === null) return null;
    const by =
      found[1] === "客户" || found[1] === "customer"
        ? "customer"
        : found[1] === "品牌" || found[1] === "brand"
          ? "brand"
          : "order";
    const parts: SaidOf<"split">["parts"] = [];
    do {
      const part = reader.attempt(() => share(reader));
      if (part === null) break;
      parts.push({ id: `p${parts.length + 1}`, ...part });
    } while (take(reader, both(" ?(?:、|,|和|;) ?", " ?(?:,|;| and) ?(?:and )?")) !== null);
    const sum = parts.reduce((total, { percent }) => total + percent, 0);
    return parts.length < 2 || Math.abs(sum - 100) > 1e-9
      ? null
      : { type: "split", said: { kind: "split", by, parts } };
  });
}

function share(reader: Reader): { name: string; percent: number } | { percent: number } | null {
  const from = reader.at;
  const name = reader.take(/[^\s\d,;:、%]{1,20}(?: [a-z]+)?/y);
  const text = name === null ? "" : reader.raw(from).trim();
  reader.blanks();
  const percent = readNumber(reader);
  if (percent === null || reader.take(/ ?%/y) === null) return null;
  return text === "" ? { percent } : { name: text, percent };
}
