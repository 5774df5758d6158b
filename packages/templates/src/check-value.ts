/** Does a value fit its parameter? What is wrong is said as a sentence that tells what would. */
import { durationSchema } from "@switchyard/flow";
import { formatMoney } from "@switchyard/orders";
import type { Parameter } from "./parameter.ts";
import { parameterSchema } from "./parameter.ts";
import { type Text, text } from "./text.ts";

export function valueProblem(parameter: Parameter, value: unknown): Text | null {
  const { label } = parameter;
  const wrong = (zh: string, en: string) => text(`「${label.zh}」${zh}`, `“${label.en}” ${en}`);
  const inBounds = (bounds: { min?: number | undefined; max?: number | undefined }, shown: (n: number) => string) => {
    if (typeof value !== "number") return null;
    const { min, max } = bounds;
    if (min !== undefined && value < min) return wrong(`不能小于 ${shown(min)}`, `must be at least ${shown(min)}`);
    if (max !== undefined && value > max) return wrong(`不能大于 ${shown(max)}`, `must be at most ${shown(max)}`);
    return null;
  };
  switch (parameter.type) {
    case "number":
      return isNumber(value) ? inBounds(parameter, String) : wrong("请填数字", "takes a number");
    case "days":
      return Number.isInteger(value)
        ? inBounds(parameter, String)
        : wrong("请填整天数", "takes a whole number of days");
    case "amount":
      return Number.isInteger(value)
        ? inBounds(parameter, (n) => formatMoney(n, parameter.currency))
        : wrong("请填金额", "takes an amount of money");
    case "percent":
      return isNumber(value) && value >= 0 && value <= 100
        ? inBounds(parameter, (n) => `${n}%`)
        : wrong("请填 0–100 的百分比", "takes a percentage from 0 to 100");
    case "duration":
      return durationSchema.safeParse(value).success ? null : wrong("请填时长", "takes a span of time");
    case "prefix":
      return fits(parameter.type, value) ? null : wrong("请填开头的文字", "takes the text that it begins with");
    case "text":
      return fits(parameter.type, value)
        ? null
        : wrong("请填文字（不超过 500 字）", "takes a text of at most 500 letters");
    case "texts":
      return fits(parameter.type, value) ? null : wrong("请至少填一项", "takes at least one text");
    case "times":
      return fits(parameter.type, value) ? null : wrong("请填时刻，如 10:00", "takes times of day such as 10:00");
    case "destination":
      return fits(parameter.type, value) ? null : wrong("请选一个去向", "takes a destination");
    case "people":
      return fits(parameter.type, value) ? null : wrong("请至少选一个人", "takes at least one person");
  }
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const ANY = { id: "x", label: { zh: "x", en: "x" }, required: false, places: ["/x"] };
/** Whether the schema would take it as that type's default: one place says what a value looks like. */
const fits = (type: Parameter["type"], value: unknown): boolean =>
  value !== undefined && parameterSchema.safeParse({ ...ANY, type, default: value }).success;
