import { readFactName, typeOf } from "../condition/fact-name.ts";
import { readValues } from "../condition/values.ts";
import { both, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

const LEAD = both("(?:按|由|根据)?", "(?:the )?");
const DECIDES = both(" ?(?:来)?(?:决定|确定|对应|定)(?:订单的?)?", " (?:sets?|decides?|determines?|gives?) (?:the )?");

/** 「紧急标识红/黄/绿决定优先级」: values in their order rank another field: 1, 2, 3. */
export function readRank(reader: Reader): Piece | null {
  return reader.attempt(() => {
    take(reader, LEAD);
    const fact = readFactName(reader, (one) => ["text", "code"].includes(typeOf(reader, one) ?? ""));
    if (fact === null) return null;
    reader.take(/ ?:? ?/y);
    const values = readValues(reader, fact);
    if (values === null || values.length < 2 || take(reader, DECIDES) === null) return null;
    const field = readFactName(reader, (one) => typeOf(reader, one) === "number" && one.startsWith("custom."));
    if (field === null) return null;
    return {
      type: "table",
      route: false,
      said: {
        kind: "decision_table",
        hit: "first",
        columns: [{ id: "k1", fact, operator: "is" }],
        outputs: [{ id: "o1", effect: "set_field", field: field.replace(/^custom\./, "") }],
        rows: values.map((value, at) => ({ id: `r${at + 1}`, cells: [value], values: [at + 1] })),
      },
    };
  });
}
