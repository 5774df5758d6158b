import type { WindowFact } from "@switchyard/flow";
import { Checkbox, Segmented, Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { ConditionEditor } from "../condition/ConditionEditor.tsx";
import { FactPicker } from "../condition/FactPicker.tsx";
import { type FactOption, factOptions, matchesFact } from "../condition/fact-options.ts";
import { emptyGroup } from "../condition/tree.ts";
import { leaveOnTab } from "./Choices.tsx";
import { DurationField } from "./DurationField.tsx";
import { WindowEvent } from "./WindowEvent.tsx";

interface WindowEditorProps {
  window: WindowFact;
  readOnly: boolean;
  onChange: (window: WindowFact, field: string) => void;
}

const OF = ["count", "sum", "distinct"] as const;
const NONE = { windows: [], patterns: [] };
const USUAL = { sum: "amount", distinct: "style_code" } as const;
const USUAL_RESET = "state:Signed";
const FEWEST = 1;
const MOST = 4;
const isOrderFact = (option: FactOption): boolean => option.kind === "field" || option.kind === "line";

export function WindowEditor({ window, readOnly, onChange }: WindowEditorProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = useMemo(() => factOptions(NONE, format).filter(isOrderFact), [format]);
  function filter(wanted: boolean) {
    const { where: _old, ...rest } = window;
    onChange(wanted ? { ...rest, where: emptyGroup() } : rest, "filter");
  }
  function beginsAnew(wanted: boolean) {
    const { reset: _old, ...rest } = window;
    onChange(wanted ? { ...rest, reset: { event: USUAL_RESET } } : rest, "reset");
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
          <WindowEvent
            id={id}
            label={t("declare.event")}
            readOnly={readOnly}
            value={window.event}
            onChange={(event) => onChange({ ...window, event }, "event")}
          />
        )}
      </Field>
      <Field label={t("declare.by")} help={t("declare.byHelp")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            onInputKeyDown={leaveOnTab}
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
      <Checkbox
        disabled={readOnly}
        checked={window.reset !== undefined}
        onChange={(event) => beginsAnew(event.target.checked)}
      >
        {t("declare.reset")}
      </Checkbox>
      {window.reset ? (
        <Field label={t("declare.resetEvent")} help={t("declare.resetHelp")}>
          {(id) => (
            <WindowEvent
              id={id}
              label={t("declare.resetEvent")}
              readOnly={readOnly}
              value={window.reset?.event ?? USUAL_RESET}
              onChange={(event) => onChange({ ...window, reset: { ...window.reset, event } }, "reset")}
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
