import type { FlowDocument, WindowFact } from "../document.ts";
import { type Text, text } from "../text.ts";
import { conditionSentence } from "./condition-sentence.ts";
import { eventName, factNamed, type Names } from "./names.ts";
import type { Statement } from "./statements.ts";
import { apart, durationText, inside, joined } from "./words.ts";

/** What the counters and patterns of a flow are, for the settings and for diffs. */
export function declarationStatements(doc: Pick<FlowDocument, "windows" | "patterns">, names: Names): Statement[] {
  return [
    ...doc.windows.map((window) => {
      const is = windowText(window, names);
      const id = `${window.of}.${window.id}`;
      return { key: `window:${id}`, text: text(`统计 ${id}：${is.zh}`, `Counter ${id}: ${is.en}`) };
    }),
    ...doc.patterns.map(({ id, fact, expression }) => {
      const label = inside(factNamed(fact, names, "order").label);
      return {
        key: `pattern:${id}`,
        text: text(
          `文字规则 ${id}：${label.zh}符合“${expression}”`,
          `Pattern ${id}: ${label.en} matches “${expression}”`,
        ),
      };
    }),
  ];
}

/** 「24小时内同一品牌的订单数」 / "orders of the same brand in 24 hours" */
export function windowText(window: WindowFact, names: Names): Text {
  const span = durationText(window.window);
  const by = apart(
    joined(
      window.by.map((name) => inside(factNamed(name, names, "order").label)),
      "、",
      " and ",
    ),
  );
  const event = eventName(window.event, names);
  const many = window.event.startsWith("state:") ? event.en.replace(/^arrival/, "arrivals") : `${event.en}s`;
  const field =
    window.field === undefined ? text("", "") : apart(inside(factNamed(window.field, names, "order").label));
  const what = {
    count: text(`${event.zh}数`, `number of ${many}`),
    sum: text(`${event.zh}${field.zh}合计`, `total ${field.en} of ${many}`),
    distinct: text(`${event.zh}不同${field.zh}个数`, `number of different ${field.en} of ${many}`),
  }[window.of];
  const where = window.where === undefined ? text("", "") : conditionSentence(window.where, names);
  const anew = resetText(window.reset, names);
  return text(
    `${span.zh}内同一${by.zh}的${where.zh === "" ? "" : `（${where.zh}）`}${what.zh}${anew.zh}`,
    `${what.en} of the same ${by.en} in ${span.en}${where.en === "" ? "" : ` where ${where.en}`}${anew.en}`,
  );
}

/** 「（到达“已签收”后重新计数）」 / " (counted anew after each arrival at “Signed”)" */
function resetText(reset: WindowFact["reset"], names: Names): Text {
  if (reset === undefined) return text("", "");
  const event = eventName(reset.event, names);
  const where = reset.where === undefined ? text("", "") : conditionSentence(reset.where, names);
  return text(
    `（${where.zh === "" ? "" : `（${where.zh}）`}${event.zh}后重新计数）`,
    ` (counted anew after each ${event.en}${where.en === "" ? "" : ` where ${where.en}`})`,
  );
}
