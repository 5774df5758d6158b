/** Which orders a figure counts, and of which it is told. */
import type { Figure } from "@switchyard/flow";
import { Checkbox } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConditionEditor } from "../designer/condition/ConditionEditor.tsx";
import { OfferedFacts } from "../designer/condition/use-facts.ts";
import { createDrawing } from "../designer/drawing.ts";
import { OpenDrawing } from "../designer/OpenDrawing.tsx";
import { Field } from "../shell/Field.tsx";
import { NOTHING } from "./figure-kinds.ts";

interface FigureConditionsProps {
  figure: Figure;
  /** What is wrong at a place of the figure, in words. */
  wrong: (pointer: string) => string | undefined;
  onChange: (figure: Figure) => void;
}

export function FigureConditions({ figure, wrong, onChange }: FigureConditionsProps) {
  const { t } = useTranslation();
  return (
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
