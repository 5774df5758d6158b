/** The fields of each kind of step. */
import type { NodeKind, ScriptStep } from "@switchyard/flow";
import { nodeTitle } from "@switchyard/flow";
import { COURIER_ACTIONS, DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { DurationField } from "../inspector/DurationField.tsx";
import { useSentenceNames } from "../names.ts";
import { OrderFields } from "./OrderFields.tsx";
import styles from "./Try.module.css";
import { orderKeys } from "./trial.ts";

interface StepFieldsProps {
  step: ScriptStep;
  onChange: (step: ScriptStep) => void;
}
const EVIDENCE = ["scan", "hand", "courier", "platform"] as const;
const AFTER_SALE = ["complaint", "return", "exchange", "refund"] as const;
const DECISIONS = ["approved", "rejected"] as const;

export function StepFields({ step, onChange }: StepFieldsProps) {
  const { t } = useTranslation();
  switch (step.type) {
    case "wait":
      return (
        <Labelled label={t("trial.field.for")}>
          <span className={styles.duration}>
            <DurationField value={step.for} onChange={(value) => onChange({ ...step, for: value })} />
          </span>
        </Labelled>
      );
    case "state":
      return (
        <>
          <Which step={step} onChange={onChange} />
          <States value={step.to} onChange={(to) => onChange({ ...step, to })} />
          <Choice
            label={t("trial.field.evidence")}
            value={step.evidence}
            options={EVIDENCE.map((value) => ({ value, label: t(`trial.evidence.${value}`) }))}
            onChange={(evidence) => onChange({ ...step, evidence })}
          />
        </>
      );
    case "courier":
      return (
        <>
          <Which step={step} onChange={onChange} />
          <Actions value={step.action} onChange={(action) => onChange({ ...step, action })} />
        </>
      );
    case "after_sale":
      return (
        <>
          <Which step={step} onChange={onChange} />
          <Choice
            label={t("trial.field.event")}
            value={step.event}
            options={AFTER_SALE.map((value) => ({ value, label: t(`choice.${value}`) }))}
            onChange={(event) => onChange({ ...step, event })}
          />
        </>
      );
    case "approval":
      return (
        <>
          <Which step={step} onChange={onChange} />
          <Nodes kind="approval" value={step.node} onChange={(node) => onChange({ ...step, node })} />
          <Choice
            label={t("trial.field.decision")}
            value={step.decision}
            options={DECISIONS.map((value) => ({ value, label: t(`trial.decision.${value}`) }))}
            onChange={(decision) => onChange({ ...step, decision })}
          />
        </>
      );
    case "close_batch":
      return <Nodes kind="merge" value={step.node} onChange={(node) => onChange({ ...step, node })} />;
    case "stock":
      return (
        <>
          <Words label={t("trial.field.sku")} value={step.sku} onChange={(sku) => onChange({ ...step, sku })} />
          <Figure
            label={t("trial.field.available")}
            value={step.available}
            onChange={(available) => onChange({ ...step, available: Math.max(0, Math.trunc(available ?? 0)) })}
          />
        </>
      );
    case "measure": {
      const { value: _value, ...bare } = step;
      return (
        <>
          <Words
            label={t("trial.field.measure")}
            value={step.measure}
            onChange={(measure) => onChange({ ...step, measure })}
          />
          <Figure
            label={t("trial.field.value")}
            value={step.value}
            onChange={(value) => onChange(value === null ? bare : { ...bare, value })}
          />
        </>
      );
    }
    case "update":
      return (
        <>
          <Which step={step} onChange={onChange} />
          <OrderFields order={step.order} isChange onChange={(order) => onChange({ ...step, order })} />
        </>
      );
    case "cancel":
    case "release":
      return <Which step={step} onChange={onChange} />;
    case "order":
    case "wait_next":
      return null;
  }
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what stands in it
    <label className={styles.labelled}>
      <span>{label}</span>
      {children}
    </label>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  value: V;
  options: { value: V; label: string }[];
  onChange: (value: V) => void;
}
function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <Labelled label={label}>
      <Select<V>
        aria-label={label}
        value={value}
        options={options}
        showSearch={{ optionFilterProp: "label" }}
        onChange={onChange}
      />
    </Labelled>
  );
}

type Keyed = Extract<ScriptStep, { key: string }>;

function Which<S extends Keyed>({ step, onChange }: { step: S; onChange: (step: S) => void }) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const script = useStore(trial.store, (state) => state.script);
  const keys = orderKeys(script?.steps ?? []);
  return (
    <Choice
      label={t("trial.field.key")}
      value={step.key}
      options={keys.map((value) => ({ value, label: value }))}
      onChange={(key) => onChange({ ...step, key })}
    />
  );
}

function States({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const machine = useWorkspace()?.settings.states ?? DEFAULT_STATE_MACHINE;
  const options = machine.states.map(({ id, label }) => ({ value: id, label: format.text(label) }));
  return <Choice label={t("trial.field.to")} value={value} options={options} onChange={onChange} />;
}

function Actions({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = COURIER_ACTIONS.map(({ id, label }) => ({ value: id, label: format.text(label) }));
  return <Choice label={t("trial.field.action")} value={value} options={options} onChange={onChange} />;
}

function Nodes({ kind, value, onChange }: { kind: NodeKind; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useSentenceNames();
  const nodes = useEditor((state) => state.document.nodes);
  const options = nodes
    .filter((node) => node.kind === kind)
    .map((node) => ({ value: node.id, label: format.text(nodeTitle(node, names)) }));
  return <Choice label={t("trial.field.node")} value={value} options={options} onChange={onChange} />;
}

function Words({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Labelled label={label}>
      <Input aria-label={label} value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />
    </Labelled>
  );
}

interface FigureProps {
  label: string;
  value: number | undefined;
  onChange: (value: number | null) => void;
}
function Figure({ label, value, onChange }: FigureProps) {
  return (
    <Labelled label={label}>
      <InputNumber aria-label={label} value={value ?? null} onChange={onChange} />
    </Labelled>
  );
}
