import type { Duration } from "@switchyard/flow";
import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./Inspector.module.css";

interface DurationFieldProps {
  value: Duration | undefined;
  /** Natural or working time is always an explicit choice where both make sense. */
  clocks?: readonly Duration["clock"][];
  disabled?: boolean;
  onChange: (value: Duration) => void;
}

const UNITS = ["second", "minute", "hour", "day"] as const;
const BOTH = ["natural", "working"] as const;
const START: Duration = { amount: 1, unit: "hour", clock: "natural" };

export function DurationField({ value = START, clocks = BOTH, disabled = false, onChange }: DurationFieldProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.duration}>
      <InputNumber
        aria-label={t("duration.amount")}
        min={0}
        max={100_000}
        precision={0}
        disabled={disabled}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount: amount ?? 0 })}
      />
      <Select
        aria-label={t("duration.unit")}
        disabled={disabled}
        value={value.unit}
        options={UNITS.map((unit) => ({ value: unit, label: t(`duration.${unit}`) }))}
        onChange={(unit) => onChange({ ...value, unit })}
      />
      {clocks.length > 1 ? (
        <Select
          aria-label={t("duration.clock")}
          disabled={disabled}
          value={value.clock}
          options={clocks.map((clock) => ({ value: clock, label: t(`duration.${clock}`) }))}
          onChange={(clock) => onChange({ ...value, clock })}
        />
      ) : null}
    </span>
  );
}
