/** A figure as it is written: on the left what it says, on the right what it would be. */
import { ArrowLeftOutlined, DeleteOutlined } from "@ant-design/icons";
import { COUNTING_FACTS, type Condition, type Figure, figureUnit, isHappened } from "@switchyard/flow";
import { factCatalogue, reachedFacts, type StateMachine } from "@switchyard/orders";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConditionEditor } from "../designer/condition/ConditionEditor.tsx";
import { OfferedFacts } from "../designer/condition/use-facts.ts";
import { createDrawing } from "../designer/drawing.ts";
import { freshId } from "../designer/editor/ids.ts";
import { OpenDrawing } from "../designer/OpenDrawing.tsx";
import { Confirm } from "../shell/Confirm.tsx";
import { Field } from "../shell/Field.tsx";
import { problemAt } from "../shell/request.ts";
import { Refused } from "../shell/states.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { Happenings } from "./FigureHappenings.tsx";
import { FigurePreview } from "./FigurePreview.tsx";
import styles from "./Figures.module.css";
import { figuresApi, useChangeFigures } from "./figures-api.ts";

const KINDS = [
  ...(["share", "over", "mean", "median", "gap", "per_order"] as const),
  ...(["followed", "mean_after", "median_after", "among"] as const),
];
const NOTHING: Condition = { type: "group", match: "all", parts: [] };
const instants = factCatalogue.filter(({ type }) => type === "instant");

const blank = (): Figure => ({
  ...{ id: freshId("f_"), name: { zh: "", en: "" }, by: "received_at" },
  ...{ kind: "share", that: NOTHING },
});

/** The same figure as another kind: what both have stays. */
function asKind(figure: Figure, kind: Figure["kind"]): Figure {
  const { id, name, of, sends } = figure;
  const told = { id, name, ...(of === undefined ? {} : { of }), ...(sends === undefined ? {} : { sends }) };
  const base = { ...told, by: isHappened(figure) ? "received_at" : figure.by };
  const time = "from" in figure ? { from: figure.from, to: figure.to } : { from: "paid_at", to: "reached.PickedUp" };
  const after = "first" in figure ? { first: figure.first, next: figure.next } : { first: ["alert"], next: ["state"] };
  switch (kind) {
    case "share":
      return { ...base, kind, that: NOTHING };
    case "over":
      return { ...base, kind, ...time, hours: 48 };
    case "mean":
    case "median":
      return { ...base, kind, ...time };
    case "gap":
      return { ...base, kind };
    case "per_order":
      return { ...base, kind, measure: "handling_cost" };
    case "followed":
    case "mean_after":
    case "median_after":
      return { ...told, kind, ...after };
    case "among":
      return { ...told, kind, all: ["watch_kept", "watch_breached"], some: ["watch_breached"] };
  }
}
/** A figure may be named in one language: the other says the same then. */
const withNames = (figure: Figure): Figure => {
  const { zh, en } = figure.name;
  return { ...figure, name: { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() } };
};

export default function FigureEditor({ known, onLeave }: { known: Figure | null; onLeave: () => void }) {
  const { t } = useTranslation();
  const [figure, setFigure] = useState(() => known ?? blank());
  const save = useChangeFigures(figuresApi.put, "saved", onLeave);
  const remove = useChangeFigures(figuresApi.remove, "removed", onLeave);
  const isNamed = figure.name.zh.trim() !== "" || figure.name.en.trim() !== "";
  return (
    <>
      <div className={styles.bar}>
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onLeave}>
          {t("figures.back")}
        </Button>
        <span className={styles.spring} />
        {known === null ? null : (
          <Confirm
            title={t("figures.removeSure")}
            okText={t("figures.remove")}
            onConfirm={() => remove.mutate(known.id)}
          >
            <Button danger icon={<DeleteOutlined aria-hidden />} loading={remove.isPending}>
              {t("figures.remove")}
            </Button>
          </Confirm>
        )}
        <Button
          type="primary"
          disabled={!isNamed}
          loading={save.isPending}
          onClick={() => save.mutate(withNames(figure))}
        >
          {t("figures.save")}
        </Button>
      </div>
      <Refused error={save.error ?? remove.error} />
      <div className={styles.two}>
        <section className={styles.panel} aria-label={t("figures.definition")}>
          <FigureForm figure={figure} error={save.error} onChange={setFigure} />
        </section>
        <FigurePreview figure={withNames(figure)} />
      </div>
    </>
  );
}

interface FormProps {
  figure: Figure;
  error: unknown;
  onChange: (figure: Figure) => void;
}

function FigureForm({ figure, error, onChange }: FormProps) {
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
  const unit = t(`figures.unit.${figureUnit(figure)}`);
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
          <Field label={t("figures.field.hours")}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={8760}
                precision={0}
                value={figure.hours}
                onChange={(hours) => onChange({ ...figure, hours: hours ?? 1 })}
              />
            )}
          </Field>
        ) : null}
      </div>
      <Conditions>
        {figure.kind === "share" ? (
          <Field label={t("figures.field.that")} error={wrong("/that")}>
            <ConditionEditor
              label={t("figures.field.that")}
              value={figure.that}
              onChange={(that) => onChange({ ...figure, that })}
            />
          </Field>
        ) : null}
        <Checkbox
          checked={figure.of !== undefined}
          onChange={({ target }) => {
            const { of: _, ...rest } = figure;
            onChange((target.checked ? { ...rest, of: NOTHING } : rest) as Figure);
          }}
        >
          {t("figures.field.of")}
        </Checkbox>
        {figure.of === undefined ? null : (
          <Field label={t("figures.field.ofWhich")} error={wrong("/of")}>
            <ConditionEditor
              label={t("figures.field.ofWhich")}
              value={figure.of}
              onChange={(of) => onChange({ ...figure, of })}
            />
          </Field>
        )}
      </Conditions>
      <div className={styles.pair}>
        <Field label={t("figures.field.good")}>
          {(id) => (
            <Select
              id={id}
              value={figure.good?.at ?? "none"}
              options={(["none", "most", "least"] as const).map((value) => ({
                value,
                label: t(`figures.goodAt.${value}`),
              }))}
              onChange={(at: "none" | "most" | "least") => {
                const { good, ...rest } = figure;
                onChange((at === "none" ? rest : { ...rest, good: { at, value: good?.value ?? 5 } }) as Figure);
              }}
            />
          )}
        </Field>
        {figure.good === undefined ? null : (
          <Field label={t("figures.field.goodValue", { unit })}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={100_000}
                precision={1}
                value={figure.good?.value ?? 0}
                onChange={(value) =>
                  onChange({ ...figure, good: { at: figure.good?.at ?? "most", value: value ?? 0 } })
                }
              />
            )}
          </Field>
        )}
      </div>
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

const EMPTY = { formatVersion: 1 as const, name: "", brands: [], windows: [], patterns: [], nodes: [], edges: [] };
const OWN_KINDS: ReadonlySet<string> = new Set(["field", "line", "clock", "bucket"]);
const isOwn = ({ value, kind }: { value: string; kind: string }) => OWN_KINDS.has(kind) || value.startsWith("reached.");

/** The designer's editor of conditions, over a drawing that declares nothing: what an order has by itself is offered. */
function Conditions({ children }: { children: ReactNode }) {
  const [drawing] = useState(() =>
    createDrawing({
      flow: "",
      document: EMPTY,
      revision: 0,
      send: () => Promise.resolve({ type: "offline" } as const),
    }),
  );
  return (
    <OpenDrawing drawing={drawing}>
      <OfferedFacts value={isOwn}>{children}</OfferedFacts>
    </OpenDrawing>
  );
}
