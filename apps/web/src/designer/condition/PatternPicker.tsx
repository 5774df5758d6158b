import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { useEditor } from "../drawing.ts";
import styles from "./ConditionEditor.module.css";

interface PatternPickerProps {
  value: string | undefined;
  fact: string;
  onChange: (value: string) => void;
}

/** Patterns are declared in the flow's settings; a condition names one. */
export function PatternPicker({ value, fact, onChange }: PatternPickerProps) {
  const { t } = useTranslation();
  const patterns = useEditor((state) => state.document.patterns);
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <Select
      className={styles.value ?? ""}
      aria-label={t("condition.pattern")}
      placeholder={t("condition.pattern")}
      notFoundContent={t("condition.noPatterns")}
      disabled={readOnly}
      {...(value === undefined ? {} : { value })}
      options={patterns
        .filter((pattern) => pattern.fact === fact)
        .map((pattern) => ({ value: pattern.id, label: `${pattern.id} ${pattern.expression}` }))}
      onChange={onChange}
    />
  );
}
