/** 试运行: one order, picked from the pool or typed, through this draft. Nothing leaves the sandbox. */

import type { Explanation } from "@switchyard/engine";
import { useMutation } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { api } from "../../shell/api.ts";
import { Failure } from "../../shell/states.tsx";
import type { TryRequest } from "../../shell/wire.ts";
import { useFormat } from "../../shell/workspace.ts";
import { trailOf } from "../../why/trail.ts";
import { WhyPath } from "../../why/WhyPath.tsx";
import { useDrawing } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { Overridden } from "../xray/Overridden.tsx";
import { WitnessCard } from "../xray/WitnessCard.tsx";
import styles from "./Drawer.module.css";
import { PickOrder } from "./PickOrder.tsx";
import { type TypedOrder, TypeOrder, typedOrderInput } from "./TypeOrder.tsx";

type Way = "pick" | "form" | "json";
const WAYS: readonly Way[] = ["pick", "form", "json"];

export default function Try({ flowId }: { flowId: string }) {
  const { editor, overlay, tryOut } = useDrawing();
  const opened = useStore(tryOut);
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const [way, setWay] = useState<Way>("pick");
  const [typed, setTyped] = useState<TypedOrder>({});
  const [json, setJson] = useState<string>();
  const attempt = useMutation({
    mutationFn: async (request: TryRequest) => {
      await editor.flush();
      return api.tryFlow(flowId, request);
    },
    onSuccess: ({ explanation }) => {
      overlay.setState({ counts: null, trail: trailOf(stepsOf(explanation), format) });
      actions.reveal(stepsOf(explanation).map((step) => step.node));
    },
  });
  useEffect(() => () => overlay.setState({ trail: null }), [overlay]);
  const { mutate } = attempt;
  useEffect(() => {
    if (opened) mutate(opened.request);
  }, [opened, mutate]);
  const run = (request: TryRequest) => {
    tryOut.setState(null, true);
    mutate(request);
  };
  /** Beside other flows an order passes through their nodes too, which are not on this canvas. */
  const stepsOf = ({ steps }: Explanation) => steps.filter((step) => step.flow === flowId);
  const jsonText = json ?? JSON.stringify(typedOrderInput(typed), null, 2);
  const parsed = way === "json" ? parseJson(jsonText) : typedOrderInput(typed);

  return (
    <div className={styles.try}>
      <div className={styles.pick}>
        <div className={styles.tryHead}>
          <Segmented
            aria-label={t("try.way")}
            value={way}
            options={WAYS.map((value) => ({ value, label: t(`try.${value}`) }))}
            onChange={setWay}
          />
          {way === "pick" ? null : (
            <Button
              type="primary"
              disabled={parsed === undefined}
              loading={attempt.isPending}
              onClick={() => run({ order: parsed })}
            >
              {t("try.run")}
            </Button>
          )}
        </div>
        {way === "pick" ? <PickOrder onPick={run} /> : null}
        {way === "form" ? <TypeOrder value={typed} onChange={setTyped} /> : null}
        {way === "json" ? <JsonOrder value={jsonText} valid={parsed !== undefined} onChange={setJson} /> : null}
      </div>
      <div className={styles.outcome} aria-live="polite">
        {opened ? <WitnessCard witness={opened.witness} /> : null}
        {attempt.isError ? <Failure error={attempt.error} /> : null}
        {attempt.isIdle ? <p className="quiet">{t("try.hint")}</p> : null}
        {attempt.data ? <Verdict explanation={attempt.data.explanation} onShow={actions.show} /> : null}
      </div>
    </div>
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function JsonOrder(props: { value: string; valid: boolean; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <textarea
        className={styles.json}
        aria-label={t("try.jsonLabel")}
        spellCheck={false}
        rows={9}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.valid ? null : (
        <p className={styles.wrong} role="alert">
          {t("try.jsonWrong")}
        </p>
      )}
    </>
  );
}

function Verdict({ explanation, onShow }: { explanation: Explanation; onShow: (node: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { summary, missing, steps } = explanation;
  return (
    <>
      <p className={styles.verdict} data-testid="try-verdict">
        {t("try.result")} <b>{format.text(summary)}</b>
      </p>
      {missing.length > 0 ? (
        <p className="quiet">
          {t("try.missing", { facts: missing.map((one) => format.text(one.label)).join(t("state.comma")) })}
        </p>
      ) : null}
      <Overridden explanation={explanation} />
      <WhyPath steps={steps} onShow={onShow} />
    </>
  );
}
