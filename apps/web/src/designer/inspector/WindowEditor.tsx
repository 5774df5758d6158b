import type { WindowFact } from "@switchyard/flow";
import { Checkbox, Segmented, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { ConditionEditor } from "../condition/ConditionEditor.tsx";
import { FactPicker } from "../condition/FactPicker.tsx";
import { type FactOption, factOptions, matchesFact } from "../condition/fact-options.ts";
import { emptyGroup } from "../condition/tree.ts";
import { DurationField } from "./DurationField.tsx";
import { Field } from "./Field.tsx";

interface WindowEditorProps {
  window: WindowFact;
  readOnly: boolean;
  onChange: (window: WindowFact, field: string) => void;
}

const OF = ["count", "sum", "distinct"] as const;
const EVENTS = [
  "order_received", "order_updated", "order_cancelled", "complaint", "return", "exchange", "refund",
] as const; // biome-ignore format: a word list
const NONE = { windows: [], patterns: [] };
const USUAL = { sum: "amount", distinct: "style_code" } as const;
const FEWEST = 1;
const MOST = 4;
const isOrderFact = (option: FactOption): boolean => option.kind === "field" || option.kind === "line";

export function WindowEditor({ window, readOnly, onChange }: WindowEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = useMemo(() => factOptions(NONE, format).filter(isOrderFact), [format]);
  const events = EVENTS.some((event) => event === window.event) ? EVENTS : [...EVENTS, window.event];
  function filter(wanted: boolean) {
    const { where: _old, ...rest } = window;
    onChange(wanted ? { ...rest, where: emptyGroup() } : rest, "filter");
  }
  function count(of: WindowFact["of"]) {
    const { field: _old, ...rest } = window;
    onChange(of === "count" ? { ...rest, of } : { ...window, of, field: window.field ?? USUAL[of] }, "of");
  }
  return (
    <>
      <Field label={t("declare.of")}>
        <Segmented
          block
          aria-label={t("declare.of")}
          disabled={readOnly}
          value={window.of}
          options={OF.map((of) => ({ value: of, label: t(`declare.ofs.${of}`) }))}
          onChange={count}
        />
      </Field>
      {window.of === "count" ? null : (
        <Field label={t(`declare.field.${window.of}`)}>
          <span>
            <FactPicker
              value={window.field}
              only={isOrderFact}
              onChange={(field) => onChange({ ...window, field }, "field")}
            />
          </span>
        </Field>
      )}
      <Field label={t("declare.event")}>
        {(id) => (
          <Select<string>
            id={id}
            aria-label={t("declare.event")}
            disabled={readOnly}
            value={window.event}
            options={events.map((event) => ({
              value: event,
              label: EVENTS.some((one) => one === event)
                ? t(`declare.events.${event as (typeof EVENTS)[number]}`)
                : event,
            }))}
            onChange={(event) => onChange({ ...window, event }, "event")}
          />
        )}
      </Field>
      <Field label={t("declare.by")} help={t("declare.byHelp")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            aria-label={t("declare.by")}
            maxCount={MOST}
            showSearch={{ filterOption: (search, option) => matchesFact(search, option) }}
            disabled={readOnly}
            value={window.by}
            options={facts}
            onChange={(by: string[]) => {
              if (by.length >= FEWEST) onChange({ ...window, by }, "by");
            }}
          />
        )}
      </Field>
      <Field label={t("declare.window")}>
        <DurationField
          value={window.window}
          disabled={readOnly}
          onChange={(span) => onChange({ ...window, window: span }, "window")}
        />
      </Field>
      <Checkbox
        disabled={readOnly}
        checked={window.where !== undefined}
        onChange={(event) => filter(event.target.checked)}
      >
        {t("declare.where")}
      </Checkbox>
      {window.where ? (
        <ConditionEditor
          value={window.where}
          label={t("declare.where")}
          onChange={(where, field) => onChange({ ...window, where }, `where:${field}`)}
        />
      ) : null}
    </>
  );
}
