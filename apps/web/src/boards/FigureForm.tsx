/** What a figure says: its name, its kind, the instants or happenings that it counts by, its conditions and its target. */
import { COUNTING_FACTS, type Figure, isHappened } from "@switchyard/flow";
import { factCatalogue, reachedFacts, type StateMachine } from "@switchyard/orders";
import { Checkbox, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../shell/Field.tsx";
import { problemAt } from "../shell/request.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { FigureConditions } from "./FigureConditions.tsx";
import { Happenings } from "./FigureHappenings.tsx";
import styles from "./Figures.module.css";
import { FigureTarget } from "./FigureTarget.tsx";
import { asKind, KINDS } from "./figure-kinds.ts";
import { HoursField } from "./HoursField.tsx";

const instants = factCatalogue.filter(({ type }) => type === "instant");

interface FormProps {
  figure: Figure;
  error: unknown;
  onChange: (figure: Figure) => void;
}

export function FigureForm({ figure, error, onChange }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const states = useWorkspace()?.settings.states as StateMachine | undefined;
  const reached = reachedFacts(states);
  const options = (facts: readonly { name: string; label: { zh: string; en: string } }[]) =>
    facts.map(({ name, label }) => ({ value: name, label: format.text(label) }));
  const wrong = (pointer: string) => {
    const message = problemAt(error, pointer);
    return message === undefined ? undefined : format.text(message);
  };
  const moment = (part: "from" | "to" | "by", facts: Parameters<typeof options>[0]) => (
    <Field label={t(`figures.field.${part}`)} error={wrong(`/${part}`)}>
      {(id) => (
        <Select
          id={id}
          value={String((figure as Record<string, unknown>)[part])}
          options={options(facts)}
          onChange={(fact: string) => onChange({ ...figure, [part]: fact } as Figure)}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className={styles.pair}>
        {(["zh", "en"] as const).map((language) => (
          <Field key={language} label={t(`figures.field.${language}`)}>
            {(id) => (
              <Input
                id={id}
                maxLength={60}
                value={figure.name[language]}
                onChange={(event) => onChange({ ...figure, name: { ...figure.name, [language]: event.target.value } })}
              />
            )}
          </Field>
        ))}
        <Field label={t("figures.field.kind")}>
          {(id) => (
            <Select
              id={id}
              value={figure.kind}
              options={KINDS.map((value) => ({ value, label: t(`figures.kind.${value}`) }))}
              onChange={(kind) => onChange(asKind(figure, kind))}
            />
          )}
        </Field>
        {isHappened(figure)
          ? null
          : moment("by", [
              ...instants.filter(({ name }) => (COUNTING_FACTS as readonly string[]).includes(name)),
              ...reached,
            ])}
        {"from" in figure ? (
          <>
            {moment("from", [...instants, ...reached])}
            {moment("to", [...instants, ...reached])}
          </>
        ) : null}
        <Happenings figure={figure} onChange={onChange} />
        {figure.kind === "over" ? (
          <HoursField
            label={t("figures.field.hours")}
            value={figure.hours}
            onChange={(hours) => onChange({ ...figure, hours: hours ?? 1 })}
          />
        ) : null}
      </div>
      <FigureConditions figure={figure} wrong={wrong} onChange={onChange} />
      <FigureTarget figure={figure} onChange={onChange} />
      <Checkbox
        checked={figure.sends === true}
        onChange={({ target }) => {
          const { sends: _, ...rest } = figure;
          onChange((target.checked ? { ...rest, sends: true } : rest) as Figure);
        }}
      >
        {t("figures.field.sends", { id: figure.id })}
      </Checkbox>
    </>
  );
}
