import { timeOfDay } from "@switchyard/orders";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../inspector/TextField.tsx";
import styles from "./ConditionEditor.module.css";
import { readTime } from "./time-text.ts";

interface TimeFieldProps {
  /** Minutes since midnight. */
  value: number | undefined;
  disabled: boolean;
  onChange: (value: number | undefined) => void;
}

/** Half-typed: may still become a time. */
const BEGUN = /^\d{0,2}(?:[:\uff1a.]\d?)?$/;

/** A time of day as text: 12:00, 9点半. What cannot be read changes nothing, and says so. */
export function TimeField({ value, disabled, onChange }: TimeFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const said = typed?.trim() ?? "";
  const isWrong = readTime(said) === null && !BEGUN.test(said);
  return (
    <span className={styles.value}>
      <TextField
        aria-label={t("condition.value")}
        placeholder={t("condition.timeLike")}
        aria-invalid={isWrong || undefined}
        status={isWrong ? "error" : ""}
        disabled={disabled}
        value={typed ?? (value === undefined ? "" : timeOfDay(value))}
        onChange={(next) => {
          setTyped(next);
          const minutes = readTime(next);
          if (minutes !== null) onChange(minutes);
          else if (next.trim() === "") onChange(undefined);
        }}
        onPressEnter={() => isWrong || setTyped(null)}
        onBlur={() => isWrong || setTyped(null)}
      />
      {isWrong ? (
        <small className={styles.wrong} role="alert">
          {t("condition.timeWrong")}
        </small>
      ) : null}
    </span>
  );
}
