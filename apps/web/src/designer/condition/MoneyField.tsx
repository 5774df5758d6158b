import { minorDigits } from "@switchyard/orders";
import { InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/workspace.ts";
import styles from "./ConditionEditor.module.css";
import { majorText, minorNumber } from "./money-text.ts";

interface MoneyFieldProps {
  /** Minor units. */
  value: number | undefined;
  disabled: boolean;
  onChange: (value: number | undefined) => void;
}

/** Shown in major units, kept in minor ones; the conversion goes through text, so that no cent is lost. */
export function MoneyField({ value, disabled, onChange }: MoneyFieldProps) {
  const { t } = useTranslation();
  const currency = useWorkspace()?.currency ?? "CNY";
  const digits = minorDigits(currency) ?? 2;
  return (
    <InputNumber<string>
      className={styles.value ?? ""}
      stringMode
      aria-label={t("condition.value")}
      suffix={currency}
      disabled={disabled}
      precision={digits}
      value={value === undefined ? null : majorText(value, digits)}
      onChange={(next) => onChange(next === null ? undefined : minorNumber(next, digits))}
    />
  );
}
