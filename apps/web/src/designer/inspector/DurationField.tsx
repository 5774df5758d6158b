import type { Duration } from "@switchyard/flow";
import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { parseNumber } from "../condition/number-text.ts";
import styles from "./Inspector.module.css";

interface DurationFieldProps {
  value: Duration | undefined;
  /** Natural or working time is always an explicit choice where both make sense. */
  clocks?: readonly Duration["clock"][];
  /** The unit that is offered first. */
  usual?: Duration["unit"];
  disabled?: boolean;
  onChange: (value: Duration) => void;
}

const UNITS = ["second", "minute", "hour", "day"] as const;
const BOTH = ["natural", "working"] as const;
const START: Duration = { amount: 1, unit: "hour", clock: "natural" };

/** Nothing is shown as filled in that is not: without a value the amount is empty, and a unit alone begins with one of it. */
export function DurationField({
  value: held,
  clocks = BOTH,
  usual = START.unit,
  disabled = false,
  onChange,
}: DurationFieldProps) {
  const { t } = useTranslation();
  const value = held ?? { ...START, unit: usual };
  return (
    <span className={styles.duration}>
      <InputNumber
        aria-label={t("duration.amount")}
        min={0}
        max={100_000}
        precision={0}
        parser={parseNumber}
        disabled={disabled}
        value={held?.amount ?? null}
        placeholder={t("duration.amount")}
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
