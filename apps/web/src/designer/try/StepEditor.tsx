/** Fills in one step of the script. */
import type { ScriptStep } from "@switchyard/flow";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useDrawing } from "../drawing.ts";
import { OrderStep } from "./OrderStep.tsx";
import { StepFields } from "./StepFields.tsx";
import styles from "./Try.module.css";

export function StepEditor() {
  const { trial } = useDrawing();
  const editing = useStore(trial.store, (state) => state.editing);
  const count = useStore(trial.store, ({ script }) => script?.steps.length ?? 0);
  const { index, step } = editing ?? { index: 0, step: { type: "order", key: "A", order: {} } as const };
  // Another step is another form.
  const key = `${index}/${step.type}`;
  if (step.type === "order") return <OrderStep key={key} step={step} index={index} isNew={index >= count} />;
  return <PlainStep key={key} first={step} index={index} />;
}

function PlainStep({ first, index }: { first: Exclude<ScriptStep, { type: "order" }>; index: number }) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const [step, setStep] = useState<ScriptStep>(first);
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        trial.put(index, step);
      }}
    >
      <h3>{t(`trial.type.${step.type}`)}</h3>
      <StepFields step={step} onChange={setStep} />
      <p className="quiet">{t(`trial.help.${first.type}`)}</p>
      <div className={styles.editorActions}>
        <Button type="primary" htmlType="submit" disabled={!isFilled(step)}>
          {t("try.run")}
        </Button>
        <Button onClick={() => trial.edit(null)}>{t("state.cancel")}</Button>
      </div>
    </form>
  );
}

/** What the server would refuse anyway. */
function isFilled(step: ScriptStep): boolean {
  switch (step.type) {
    case "stock":
      return step.sku.trim() !== "";
    case "measure":
      return step.measure.trim() !== "";
    case "approval":
    case "close_batch":
      return step.node !== "";
    case "update":
      return Object.keys(step.order).length > 0;
    default:
      return true;
  }
}
