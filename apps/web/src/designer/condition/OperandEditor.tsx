/** What a fact is compared with, by the operator's shape and the fact's type. */
import { type Comparison, type Duration, type KnownFact, type Operand, operatorSpec } from "@switchyard/flow";
import { unitWord } from "@switchyard/orders";
import { InputNumber, Select } from "antd";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { part } from "../../shell/part.ts";
import { useFormat } from "../../shell/workspace.ts";
import { withWords } from "../../words/load-words.ts";
import { DurationField } from "../inspector/DurationField.tsx";
import { TextField } from "../inspector/TextField.tsx";
import styles from "./ConditionEditor.module.css";
import { FactPicker } from "./FactPicker.tsx";
import { ListField } from "./ListField.tsx";
import { MoneyField } from "./MoneyField.tsx";
import { parseNumber } from "./number-text.ts";
import { typeTaken } from "./operators.ts";
import { PatternPicker } from "./PatternPicker.tsx";
import { TimeField } from "./TimeField.tsx";
import { WeekdayField, WeekdaysField } from "./WeekdayField.tsx";

const InstantField = part(withWords(["forms"], () => import("./InstantField.tsx")));

export const isFactOperand = (value: Operand | undefined): value is { fact: string } =>
  typeof value === "object" && !Array.isArray(value) && "fact" in value;
const isDuration = (value: Operand | undefined): value is Duration =>
  typeof value === "object" && !Array.isArray(value) && "amount" in value;

const isNumber = (value: unknown): value is number => typeof value === "number";

interface OperandEditorProps {
  comparison: Comparison;
  fact: KnownFact | undefined;
  disabled: boolean;
  onChange: (value: Operand | undefined) => void;
}

export function OperandEditor({ comparison, fact, disabled, onChange }: OperandEditorProps) {
  const { value, operator } = comparison;
  const { shape } = operatorSpec(operator);
  const type = typeTaken(fact, comparison);
  const unit = fact?.unit;
  if (isFactOperand(value)) return <FactPicker value={value.fact} onChange={(name) => onChange({ fact: name })} />;
  switch (shape) {
    case "none":
      return null;
    case "list": {
      const items = Array.isArray(value) ? value : [];
      if (unit === "weekday")
        return <WeekdaysField value={items.filter(isNumber)} disabled={disabled} onChange={onChange} />;
      return (
        <ListField
          value={items}
          numeric={type !== "list" && type !== "text" && type !== "code"}
          times={unit === "time_of_day"}
          disabled={disabled}
          onChange={onChange}
        />
      );
    }
    case "pair":
      return <Pair value={value} type={type} unit={unit} disabled={disabled} onChange={onChange} />;
    case "span":
      return (
        <DurationField
          value={isDuration(value) ? value : undefined}
          clocks={["natural"]}
          usual="day"
          disabled={disabled}
          onChange={onChange}
        />
      );
    case "pattern":
      return (
        <PatternPicker
          value={typeof value === "string" ? value : undefined}
          fact={comparison.fact}
          onChange={onChange}
        />
      );
    case "count":
      return <One value={value} type="number" unit={undefined} disabled={disabled} onChange={onChange} />;
    case "one":
      if (fact?.type === null && (operator === "is" || operator === "is_not"))
        return <TextOrYes value={value} disabled={disabled} onChange={onChange} />;
      return <One value={value} type={type} unit={unit} disabled={disabled} onChange={onChange} />;
  }
}

/** Of what nobody says the type: a text, or yes or no. */
function TextOrYes({ value, disabled, onChange }: Pick<OneProps, "value" | "disabled" | "onChange">) {
  const { t } = useTranslation();
  const kind = typeof value === "boolean" ? (value ? "yes" : "no") : "text";
  return (
    <>
      <Select<typeof kind>
        aria-label={t("condition.valueKind")}
        disabled={disabled}
        popupMatchSelectWidth={false}
        value={kind}
        options={[
          { value: "text", label: t("condition.aText") },
          { value: "yes", label: t("condition.yes") },
          { value: "no", label: t("condition.no") },
        ]}
        onChange={(next) => onChange(next === "text" ? undefined : next === "yes")}
      />
      {kind === "text" ? (
        <One value={value} type="text" unit={undefined} disabled={disabled} onChange={onChange} />
      ) : null}
    </>
  );
}

interface OneProps {
  value: Operand | undefined;
  type: NonNullable<KnownFact["type"]>;
  unit: KnownFact["unit"];
  disabled: boolean;
  onChange: (value: Operand | undefined) => void;
}

function One({ value, type, unit, disabled, onChange }: OneProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = t("condition.value");
  const number = isNumber(value) ? value : undefined;
  if (unit === "time_of_day") return <TimeField value={number} disabled={disabled} onChange={onChange} />;
  if (unit === "weekday") return <WeekdayField value={number} disabled={disabled} onChange={onChange} />;
  switch (type) {
    case "number":
    case "duration": {
      const word = unit && unitWord(unit, number ?? 2);
      return (
        <InputNumber
          className={styles.value ?? ""}
          aria-label={label}
          disabled={disabled}
          {...(word ? { suffix: format.text(word) } : {})}
          value={number ?? null}
          parser={parseNumber}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    }
    case "money":
      return <MoneyField value={number} disabled={disabled} onChange={onChange} />;
    case "boolean":
      return (
        <Select
          className={styles.value ?? ""}
          aria-label={label}
          disabled={disabled}
          value={typeof value === "boolean" ? value : undefined}
          options={[
            { value: true, label: t("condition.yes") },
            { value: false, label: t("condition.no") },
          ]}
          onChange={onChange}
        />
      );
    case "instant":
      return (
        <Suspense fallback={null}>
          <InstantField
            value={typeof value === "string" || typeof value === "number" ? value : undefined}
            disabled={disabled}
            onChange={onChange}
          />
        </Suspense>
      );
    case "text":
    case "code":
    case "list":
      return (
        <TextField
          className={styles.value ?? ""}
          aria-label={label}
          placeholder={label}
          disabled={disabled}
          value={typeof value === "string" ? value : ""}
          onChange={(next) => onChange(next === "" ? undefined : next)}
        />
      );
  }
}

function Pair({ value, type, unit, disabled, onChange }: OneProps) {
  const { t } = useTranslation();
  const [from, to] = Array.isArray(value) ? value : [];
  const put = (index: 0 | 1) => (next: Operand | undefined) => {
    const pair: (string | number)[] = [from ?? 0, to ?? from ?? 0];
    if (typeof next === "number" || typeof next === "string") pair[index] = next;
    onChange(pair);
  };
  return (
    <span className={styles.pair}>
      <One value={from} type={type} unit={unit} disabled={disabled} onChange={put(0)} />
      <span>{t("condition.and")}</span>
      <One value={to} type={type} unit={unit} disabled={disabled} onChange={put(1)} />
    </span>
  );
}
