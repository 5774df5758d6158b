import { timeOfDay } from "@switchyard/orders";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./ConditionEditor.module.css";
import { readTime } from "./time-text.ts";

/** A column pasted from Excel arrives with line ends or tabs between its cells. */
const SEPARATORS = ["\n", "\t", ",", "\uff0c", "\u3001", ";", "\uff1b"];

interface ListFieldProps {
  value: readonly (string | number)[];
  numeric: boolean;
  /** Its numbers are minutes of a day, written 12:00. */
  times?: boolean;
  disabled: boolean;
  onChange: (value: (string | number)[] | undefined) => void;
}

export function ListField({ value, numeric, times = false, disabled, onChange }: ListFieldProps) {
  const { t } = useTranslation();
  function put(items: readonly string[]) {
    const trimmed = [...new Set(items.map((item) => item.trim()).filter((item) => item !== ""))];
    const numberOf = (item: string) => (times ? (readTime(item) ?? Number.NaN) : Number(item));
    const read = numeric ? trimmed.map(numberOf).filter(Number.isFinite) : trimmed;
    onChange(read.length === 0 ? undefined : read);
  }
  return (
    <Select
      mode="tags"
      className={styles.value ?? ""}
      aria-label={t("condition.values")}
      placeholder={t(times ? "condition.timeLike" : "condition.pasteList")}
      disabled={disabled}
      open={false}
      suffixIcon={null}
      tokenSeparators={SEPARATORS}
      maxTagCount={12}
      value={value.map((one) => (times && typeof one === "number" ? timeOfDay(one) : String(one)))}
      onChange={put}
    />
  );
}
