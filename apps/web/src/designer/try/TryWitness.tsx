/** The order that shows a finding of the X-ray, run as it was made: earlier orders before it, other flows beside this one. */
import type { Explanation } from "@switchyard/engine";
import { useMutation } from "@tanstack/react-query";
import { Button, Spin } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { trailOf } from "../../why/trail.ts";
import type { TryRequest } from "../designer-api.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { WitnessCard } from "../xray/WitnessCard.tsx";
import type { TryOut } from "../xray/witness.ts";
import styles from "./Try.module.css";
import { Verdict } from "./Verdict.tsx";

export function TryWitness({ flowId, opened }: { flowId: string; opened: TryOut }) {
  const { editor, overlay, tryOut } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const attempt = useMutation({
    mutationFn: async (request: TryRequest) => {
      await editor.flush();
      return designerApi.tryFlow(flowId, request);
    },
    onSuccess({ explanation }: { explanation: Explanation }) {
      // Beside other flows an order passes through their nodes too, which are not on this canvas.
      const own = explanation.steps.filter((step) => step.flow === flowId);
      overlay.setState({ counts: null, trail: trailOf(own, format) });
      actions.reveal(own.map((step) => step.node));
    },
  });
  const { mutate } = attempt;
  useEffect(() => mutate(opened.request), [opened, mutate]);
  useEffect(() => () => overlay.setState({ trail: null }), [overlay]);
  return (
    <div className={styles.witness}>
      <div className={styles.witnessCard}>
        <WitnessCard witness={opened.witness} />
        <Button size="small" onClick={() => tryOut.setState(null, true)}>
          {t("trial.closeWitness")}
        </Button>
      </div>
      <div className={styles.detail} aria-live="polite">
        {attempt.isPending ? <Spin /> : null}
        {attempt.isError ? <Failure error={attempt.error} onRetry={() => mutate(opened.request)} /> : null}
        {attempt.data ? <Verdict explanation={attempt.data.explanation} /> : null}
      </div>
    </div>
  );
}
