/** The order of a step: picked from the pool or a history, filled in, or as JSON. */
import type { ScriptStep } from "@switchyard/flow";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDrawing } from "../drawing.ts";
import { OrderFields } from "./OrderFields.tsx";
import { PickOrder } from "./PickOrder.tsx";
import styles from "./Try.module.css";

type Way = "pick" | "form" | "json";
const WAYS: readonly Way[] = ["pick", "form", "json"];
type OrderStepValue = Extract<ScriptStep, { type: "order" }>;
type Fields = OrderStepValue["order"];

interface OrderStepProps {
  step: OrderStepValue;
  index: number;
  isNew: boolean;
}

export function OrderStep({ step, index, isNew }: OrderStepProps) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>(isNew ? "pick" : "form");
  const [order, setOrder] = useState<Fields>(step.order);
  const [json, setJson] = useState<string>();
  const jsonText = json ?? JSON.stringify(whole(order), null, 2);
  const parsed = way === "json" ? parseJson(jsonText) : whole(order);
  const isFirst = trial.store.getState().script === null;
  const choose = (next: Way) => {
    if (way === "json" && parsed !== null) setOrder(parsed);
    setJson(undefined);
    setWay(next);
  };
  return (
    <div className={styles.editor}>
      <div className={styles.editorHead}>
        <h3>{t("trial.order", { key: step.key })}</h3>
        <Segmented
          aria-label={t("try.way")}
          value={way}
          options={WAYS.map((value) => ({ value, label: t(`try.${value}`) }))}
          onChange={choose}
        />
        <span className={styles.spring} />
        {way === "pick" ? null : (
          <Button
            type="primary"
            disabled={parsed === null}
            onClick={() => parsed !== null && trial.put(index, { ...step, order: parsed })}
          >
            {t("try.run")}
          </Button>
        )}
        {isFirst ? null : <Button onClick={() => trial.edit(null)}>{t("state.cancel")}</Button>}
      </div>
      {way === "pick" ? (
        <PickOrder
          onPick={({ order: picked, id, at }) =>
            trial.put(index, { ...step, id, order: picked }, isFirst ? at : undefined)
          }
        />
      ) : null}
      {way === "form" ? <OrderFields order={order} onChange={setOrder} /> : null}
      {way === "json" ? <JsonOrder value={jsonText} valid={parsed !== null} onChange={setJson} /> : null}
      {isFirst ? <p className="quiet">{t("try.hint")}</p> : null}
    </div>
  );
}

/** An order without a line is one piece of something. */
function whole(order: Fields): Fields {
  const filled = Object.fromEntries(Object.entries(order).filter(([, value]) => value !== "" && value !== undefined));
  return Array.isArray(filled.lines) && filled.lines.length > 0 ? filled : { ...filled, lines: [{ qty: 1 }] };
}

function parseJson(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
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
