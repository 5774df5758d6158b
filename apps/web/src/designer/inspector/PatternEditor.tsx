import { factLookup, type PatternFact } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { FactPicker } from "../condition/FactPicker.tsx";
import type { FactOption } from "../condition/fact-options.ts";
import { TextField } from "./TextField.tsx";

interface PatternEditorProps {
  pattern: PatternFact;
  readOnly: boolean;
  onChange: (pattern: PatternFact, field: string) => void;
}

const lookup = factLookup({ windows: [], patterns: [] });
const isText = (option: FactOption): boolean => {
  const type = lookup(option.value)?.type;
  return type === "text" || type === "code";
};

export function PatternEditor({ pattern, readOnly, onChange }: PatternEditorProps) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("condition.fact")}>
        <span>
          <FactPicker value={pattern.fact} only={isText} onChange={(fact) => onChange({ ...pattern, fact }, "fact")} />
        </span>
      </Field>
      <Field label={t("declare.expression")} help={t("declare.expressionHelp")}>
        {(id) => (
          <TextField
            id={id}
            className="mono"
            aria-label={t("declare.expression")}
            placeholder={t("declare.expressionHint")}
            maxLength={500}
            disabled={readOnly}
            value={pattern.expression}
            onChange={(expression) => onChange({ ...pattern, expression }, "expression")}
          />
        )}
      </Field>
    </>
  );
}
