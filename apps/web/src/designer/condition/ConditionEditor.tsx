/** Nested groups of comparisons with the sentence they make. Lives in the side panel, never in a dialog. */
import { type Condition, conditionSentence } from "@switchyard/flow";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useSentenceNames } from "../names.ts";
import styles from "./ConditionEditor.module.css";
import { GroupEditor } from "./GroupEditor.tsx";
import { asGroup, countComparisons, type Path } from "./tree.ts";
import { TreeContext, type TreeEdit } from "./tree-edit.ts";

export interface ConditionEditorProps {
  value: Condition;
  /** `field` tells which part changed, so that typing in one place is one undo step. */
  onChange: (condition: Condition, field: string) => void;
  label?: string;
}

type Wanted = { path: Path; what: "handle" | "value" };

/** The field after the fact and the operator: what a new comparison still needs. */
function focusOn(editor: HTMLElement, { path, what }: Wanted): void {
  const part = editor.querySelector(`[data-part="${path.join(".")}"]`);
  const fields = part?.querySelectorAll<HTMLElement>("input, textarea") ?? [];
  const handle = part?.querySelector<HTMLElement>("button");
  (what === "handle" ? handle : (fields[2] ?? fields[1]))?.focus();
}

export function ConditionEditor({ value, onChange, label }: ConditionEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const empty = countComparisons(value) === 0;
  const section = useRef<HTMLElement>(null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  const wanted = useRef<Wanted | null>(null);
  const edit = useMemo((): TreeEdit => {
    const change: TreeEdit["change"] = (root, field) => latest.current.onChange(root, field);
    return {
      tree: Symbol("condition"),
      root: () => asGroup(latest.current.value),
      change,
      move(moved) {
        if (!moved) return;
        wanted.current = { path: moved.path, what: "handle" };
        change(moved.root, `move:${moved.path.join(".")}`);
      },
      focusValue(path) {
        wanted.current = { path, what: "value" };
      },
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes where the change put the part
  useEffect(() => {
    if (section.current && wanted.current) focusOn(section.current, wanted.current);
    wanted.current = null;
  }, [value]);
  return (
    <section
      ref={section}
      className={styles.editor}
      aria-label={label ?? t("condition.label")}
      data-testid="condition-editor"
    >
      <p
        className={styles.sentence}
        data-empty={empty || undefined}
        aria-live="polite"
        data-testid="condition-sentence"
      >
        {empty ? t("condition.empty") : format.text(conditionSentence(value, names))}
      </p>
      <TreeContext value={edit}>
        <GroupEditor root={asGroup(value)} group={asGroup(value)} path={[]} />
      </TreeContext>
    </section>
  );
}
