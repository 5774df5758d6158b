import { Radio } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { useEditor } from "../drawing.ts";
import styles from "./Inspector.module.css";

type Missing = "not_met" | "port";

/** Where an order goes whose data a condition wants and does not have. */
export function MissingField({ value, onChange }: { value: Missing; onChange: (value: Missing) => void }) {
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  return (
    <Field label={t("form.missing")} help={t("form.missingHelp")}>
      <Radio.Group
        className={styles.choices ?? ""}
        aria-label={t("form.missing")}
        disabled={readOnly}
        value={value}
        onChange={(event) => onChange(event.target.value === "port" ? "port" : "not_met")}
        options={[
          { value: "not_met", label: t("form.missingNotMet") },
          { value: "port", label: t("form.missingPort") },
        ]}
      />
    </Field>
  );
}
