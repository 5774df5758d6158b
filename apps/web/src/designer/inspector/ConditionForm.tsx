import type { NodeOf } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { ConditionEditor } from "../condition/ConditionEditor.tsx";
import type { FormProps } from "./forms.ts";
import { MissingField } from "./MissingField.tsx";

export default function ConditionForm({ node, update }: FormProps<"condition">) {
  const { t } = useTranslation();
  const put = (next: NodeOf<"condition">, field: string) => update(next, field);
  return (
    <>
      <Field label={t("form.when")}>
        <ConditionEditor value={node.when} onChange={(when, field) => put({ ...node, when }, `when:${field}`)} />
      </Field>
      <MissingField value={node.missing} onChange={(missing) => put({ ...node, missing }, "missing")} />
    </>
  );
}
