import { weekdayName } from "@switchyard/orders";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { leaveOnTab } from "../inspector/Choices.tsx";
import styles from "./ConditionEditor.module.css";
import { WEEKDAYS } from "./time-text.ts";

function useDays() {
  const format = useFormat();
  return WEEKDAYS.map((day) => ({ value: day as number, label: format.text(weekdayName(day) ?? { zh: "", en: "" }) }));
}

interface WeekdayFieldProps {
  /** 1 Monday … 7 Sunday. */
  value: number | undefined;
  disabled: boolean;
  onChange: (value: number | undefined) => void;
}

export function WeekdayField({ value, disabled, onChange }: WeekdayFieldProps) {
  const { t } = useTranslation();
  return (
    <Select<number>
      className={styles.value ?? ""}
      aria-label={t("condition.value")}
      disabled={disabled}
      {...(value === undefined ? {} : { value })}
      options={useDays()}
      onChange={onChange}
    />
  );
}

interface WeekdaysFieldProps {
  value: readonly number[];
  disabled: boolean;
  onChange: (value: number[] | undefined) => void;
}

export function WeekdaysField({ value, disabled, onChange }: WeekdaysFieldProps) {
  const { t } = useTranslation();
  return (
    <Select<number[]>
      mode="multiple"
      onInputKeyDown={leaveOnTab}
      className={styles.value ?? ""}
      aria-label={t("condition.values")}
      disabled={disabled}
      value={[...value]}
      options={useDays()}
      onChange={(days) => onChange(days.length === 0 ? undefined : days.sort((a, b) => a - b))}
    />
  );
}
