/** What a figure reads in the journal: what happened, what followed on it, and what was reported. */
import { EVENT_NAMES, eventName, type Figure, HAPPENINGS } from "@switchyard/flow";
import { COURIER_ACTIONS } from "@switchyard/orders";
import { Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../shell/Field.tsx";
import { useFormat } from "../shell/workspace.ts";
import { HoursField } from "./HoursField.tsx";

interface HappeningsProps {
  figure: Figure;
  onChange: (figure: Figure) => void;
}

/** What courier news are called without their prefix is no event's name, and what fields hold does not happen. */
const EVENTS = Object.keys(EVENT_NAMES).filter(
  (id) => !COURIER_ACTIONS.some((action) => action.id === id) && !/^(has:|order_updated:|state_|stock_)/.test(id),
);

export function Happenings({ figure, onChange }: HappeningsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = [
    ...HAPPENINGS.map((value) => ({ value: value as string, label: t(`figures.happening.${value}`) })),
    ...EVENTS.map((value) => ({ value, label: format.text(eventName(value, {})) })),
  ];
  const list = (part: "first" | "next" | "all" | "some", value: readonly string[]) => (
    <Field label={t(`figures.field.${part}`)} help={t("figures.field.happenings")}>
      {(id) => (
        <Select
          id={id}
          mode="tags"
          style={{ width: "100%" }}
          value={[...value]}
          options={options}
          optionFilterProp="label"
          onChange={(next: string[]) => onChange({ ...figure, [part]: next } as Figure)}
        />
      )}
    </Field>
  );
  if (figure.kind === "among")
    return (
      <>
        {list("all", figure.all)}
        {list("some", figure.some)}
      </>
    );
  if (figure.kind === "per_order")
    return (
      <Field label={t("figures.field.measure")} help={t("figures.field.measureHelp")}>
        {(id) => (
          <Input
            id={id}
            maxLength={120}
            value={figure.measure}
            onChange={(event) => onChange({ ...figure, measure: event.target.value })}
          />
        )}
      </Field>
    );
  if (!("first" in figure)) return null;
  return (
    <>
      {list("first", figure.first)}
      {list("next", figure.next)}
      {figure.kind === "followed" ? (
        <HoursField
          label={t("figures.field.withinHours")}
          value={figure.hours ?? null}
          onChange={(hours) => {
            const { hours: _, ...rest } = figure;
            onChange(hours === null ? rest : { ...rest, hours });
          }}
        />
      ) : null}
    </>
  );
}
