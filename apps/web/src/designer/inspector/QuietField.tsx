/** A step's own quiet hours, none, or those of whoever is told. */
import type { StepQuietHours } from "@switchyard/flow";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { NIGHT, QuietSpan } from "../../shell/QuietSpan.tsx";

interface QuietFieldProps {
  value: StepQuietHours | undefined;
  readOnly: boolean;
  onChange: (value: StepQuietHours | undefined) => void;
}
const WAYS = ["theirs", "none", "own"] as const;

export function QuietField({ value, readOnly, onChange }: QuietFieldProps) {
  const { t } = useTranslation();
  const way = value === undefined ? "theirs" : value === "none" ? "none" : "own";
  const choose = (next: (typeof WAYS)[number]) =>
    onChange(next === "theirs" ? undefined : next === "none" ? "none" : NIGHT);
  return (
    <Field label={t("field.quietHours")} help={t("fieldHelp.quietHours")}>
      {(id) => (
        <>
          <Select
            id={id}
            aria-label={t("field.quietHours")}
            disabled={readOnly}
            value={way}
            options={WAYS.map((one) => ({ value: one, label: t(`form.quietWay.${one}`) }))}
            onChange={choose}
          />
          {typeof value === "object" ? (
            <QuietSpan
              from={t("form.quietFrom")}
              to={t("form.quietTo")}
              value={value}
              disabled={readOnly}
              onChange={onChange}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
