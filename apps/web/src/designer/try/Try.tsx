/** 试运行: orders and what happens to them, step by step, through this draft. Nothing leaves the sandbox. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDrawing } from "../drawing.ts";
import { RunView } from "./RunView.tsx";
import { StepEditor } from "./StepEditor.tsx";
import { Steps } from "./Steps.tsx";
import styles from "./Try.module.css";
import { TryWitness } from "./TryWitness.tsx";
import { useRun } from "./use-run.ts";

export default function Try({ flowId }: { flowId: string }) {
  const { tryOut } = useDrawing();
  const opened = useStore(tryOut);
  return opened ? <TryWitness flowId={flowId} opened={opened} /> : <TryScript flowId={flowId} />;
}

function TryScript({ flowId }: { flowId: string }) {
  const { editor, trial } = useDrawing();
  const { t } = useTranslation();
  const play = useRun(flowId);
  const isEditing = useStore(trial.store, ({ script, editing }) => script === null || editing !== null);
  useEffect(
    () =>
      editor.store.subscribe((state, before) => {
        if (state.document !== before.document && trial.store.getState().run) trial.store.setState({ stale: true });
      }),
    [editor, trial],
  );
  const panel = useRef<HTMLElement>(null);
  // The order that was picked, or the form, is gone: the next keys are for what came of it.
  useEffect(() => {
    if (!isEditing && document.activeElement === document.body) panel.current?.focus();
  }, [isEditing]);
  return (
    // Keys pressed in here are about the script, not about the drawing.
    <section
      ref={panel}
      className={styles.try}
      tabIndex={-1}
      aria-label={t("drawer.try")}
      onKeyDown={(event) => onKey(event, trial)}
    >
      <Steps />
      <div className={styles.main}>{isEditing ? <StepEditor /> : <RunView flowId={flowId} onPlay={play} />}</div>
    </section>
  );
}

const FIELDS = "input, textarea, select, [role=combobox], [role=listbox]";

function onKey(event: KeyboardEvent, trial: ReturnType<typeof useDrawing>["trial"]): void {
  const isField = event.target instanceof Element && event.target.closest(FIELDS) !== null;
  if (isField || event.nativeEvent.isComposing) return;
  const key = event.key.toLowerCase();
  const isUndo = (event.ctrlKey || event.metaKey) && key === "z" && !event.shiftKey;
  const isRedo = (event.ctrlKey || event.metaKey) && (key === "y" || (key === "z" && event.shiftKey));
  if (isUndo) trial.undo();
  else if (isRedo) trial.redo();
  if (isUndo || isRedo) event.preventDefault();
  if (isUndo || isRedo || key === "delete" || key === "backspace" || key.startsWith("arrow")) event.stopPropagation();
}
