/** What is good of a figure. */
import { type Figure, figureUnit } from "@switchyard/flow";
import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../shell/Field.tsx";
import styles from "./Figures.module.css";

interface FigureTargetProps {
  figure: Figure;
  onChange: (figure: Figure) => void;
}

export function FigureTarget({ figure, onChange }: FigureTargetProps) {
  const { t } = useTranslation();
  const unit = t(`figures.unit.${figureUnit(figure)}`);
  return (
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
              onChange={(value) => onChange({ ...figure, good: { at: figure.good?.at ?? "most", value: value ?? 0 } })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
