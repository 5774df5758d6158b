/** Nested groups of comparisons with the sentence they make. Lives in the side panel, never in a dialog. */
import { type Condition, conditionSentence } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useSentenceNames } from "../names.ts";
import styles from "./ConditionEditor.module.css";
import { GroupEditor } from "./GroupEditor.tsx";
import { asGroup, countComparisons } from "./tree.ts";

export interface ConditionEditorProps {
  value: Condition;
  /** `field` tells which part changed, so that typing in one place is one undo step. */
  onChange: (condition: Condition, field: string) => void;
  label?: string;
}

export function ConditionEditor({ value, onChange, label }: ConditionEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const empty = countComparisons(value) === 0;
  return (
    <section className={styles.editor} aria-label={label ?? t("condition.label")} data-testid="condition-editor">
      <p
        className={styles.sentence}
        data-empty={empty || undefined}
        aria-live="polite"
        data-testid="condition-sentence"
      >
        {empty ? t("condition.empty") : format.text(conditionSentence(value, names))}
      </p>
      <GroupEditor root={asGroup(value)} group={asGroup(value)} path={[]} onChange={onChange} />
    </section>
  );
}
