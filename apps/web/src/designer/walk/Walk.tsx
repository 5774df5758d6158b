/** Look, change a number, try: a strip above the canvas that says what to do next, and moves on when it is done. */
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { advance, end, STEPS, type Step } from "../../guide/guide.ts";
import { useDrawing } from "../drawing.ts";
import styles from "./Walk.module.css";

/** Does what the step asks for move the walk on: a condition chosen, the drawing changed, a trail on it. */
function useDone(step: Step): void {
  const { editor, canvas, overlay } = useDrawing();
  useEffect(() => {
    const done = () => advance(step);
    switch (step) {
      case "look":
        return canvas.store.subscribe(({ selection }) => {
          const { nodes } = editor.store.getState().document;
          if (nodes.some(({ id, kind }) => kind === "condition" && selection.nodes.includes(id))) done();
        });
      case "change":
        return editor.store.subscribe((state, before) => {
          if (state.document !== before.document) done();
        });
      case "try":
        return overlay.subscribe((state) => {
          if (state.trail !== null) done();
        });
      case "after":
        return undefined;
    }
  }, [step, editor, canvas, overlay]);
}

export default function Walk({ flow, step }: { flow: string; step: Step }) {
  const { t } = useTranslation();
  useDone(step);
  const at = STEPS.indexOf(step);
  const isLast = step === "after";
  return (
    <div className={styles.walk} role="status" data-testid="walk" data-step={step}>
      <span className={styles.dots} aria-hidden>
        {STEPS.map((one, place) => (
          <i key={one} data-on={place <= at || undefined} />
        ))}
      </span>
      <p>
        <b>{t(`guide.${step}Title`)}</b> {t(`guide.${step}`)}
      </p>
      {isLast ? (
        <Link to="/sandbox" search={{ flow }} onClick={end}>
          <Button type="primary" tabIndex={-1}>
            {t("guide.toSandbox")}
          </Button>
        </Link>
      ) : (
        <Button onClick={() => advance(step)}>{t("guide.next")}</Button>
      )}
      <Button type="text" onClick={end}>
        {t(isLast ? "guide.done" : "guide.skip")}
      </Button>
    </div>
  );
}
