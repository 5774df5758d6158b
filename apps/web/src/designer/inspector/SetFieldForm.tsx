/** The value is typed as the field is: a number for a number, yes or no, an amount, a moment, a text. */
import { type Comparison, factLookup, type Operand } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { FactPicker } from "../condition/FactPicker.tsx";
import type { FactOption } from "../condition/fact-options.ts";
import { OperandEditor } from "../condition/OperandEditor.tsx";
import { firstOperator } from "../condition/operators.ts";
import type { FormProps } from "./forms.ts";

const lookup = factLookup({ windows: [], patterns: [] });
/** Lists are not set by a value. */
const isSettable = (option: FactOption): boolean => option.kind === "field" && lookup(option.value)?.type !== "list";
const isScalar = (value: Operand | undefined): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

export default function SetFieldForm({ node, readOnly, update }: FormProps<"set_field">) {
  const { t } = useTranslation();
  const fact = lookup(node.field);
  const type = fact?.type ?? "text";
  const comparison: Comparison = {
    type: "comparison",
    fact: node.field === "" ? "note" : node.field,
    operator: type === "instant" ? "before" : firstOperator(type),
    value: node.value,
  };
  function choose(field: string) {
    const keeps = (lookup(field)?.type ?? "text") === type;
    update({ ...node, field, value: keeps ? node.value : "" }, "field");
  }
  return (
    <>
      <Field label={t("field.field")}>
        <span>
          <FactPicker value={node.field || undefined} only={isSettable} onChange={choose} />
        </span>
      </Field>
      <Field label={t("field.value")}>
        <span>
          <OperandEditor
            comparison={comparison}
            fact={fact}
            disabled={readOnly}
            onChange={(value) => update({ ...node, value: isScalar(value) ? value : "" }, "value")}
          />
        </span>
      </Field>
    </>
  );
}
