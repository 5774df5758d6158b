import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { factOptions, matchesFact } from "../condition/fact-options.ts";
import { leaveOnTab } from "./Choices.tsx";
import type { FormProps } from "./forms.ts";

const NONE = { windows: [], patterns: [] };

export default function OrderUpdatedForm({ node, readOnly, update }: FormProps<"order_updated">) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = useMemo(() => factOptions(NONE, format).filter((option) => option.kind === "field"), [format]);
  return (
    <Field label={t("form.fields")} help={t("form.fieldsHelp")}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          onInputKeyDown={leaveOnTab}
          aria-label={t("form.fields")}
          placeholder={t("form.anyField")}
          showSearch={{ filterOption: (search, option) => matchesFact(search, option) }}
          disabled={readOnly}
          value={node.fields}
          options={options}
          onChange={(fields: string[]) => update({ ...node, fields }, "fields")}
        />
      )}
    </Field>
  );
}
