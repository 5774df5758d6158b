import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import type { FormProps } from "./forms.ts";
import { TextField } from "./TextField.tsx";

export function TagForm({ node, readOnly, update }: FormProps<"tag">) {
  const { t } = useTranslation();
  return (
    <>
      <TagField value={node.tag} readOnly={readOnly} onChange={(tag) => update({ ...node, tag }, "tag")} />
      <Checkbox
        disabled={readOnly}
        checked={node.whileMatched ?? false}
        onChange={(event) => update({ ...node, whileMatched: event.target.checked }, "whileMatched")}
      >
        {t("form.whileMatched")}
      </Checkbox>
    </>
  );
}

export function UntagForm({ node, readOnly, update }: FormProps<"untag">) {
  return <TagField value={node.tag} readOnly={readOnly} onChange={(tag) => update({ ...node, tag }, "tag")} />;
}

function TagField(props: { value: string; readOnly: boolean; onChange: (tag: string) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t("form.tag")} help={t("form.tagHelp")}>
      {(id) => (
        <TextField
          id={id}
          aria-label={t("form.tag")}
          maxLength={120}
          disabled={props.readOnly}
          value={props.value}
          onChange={props.onChange}
        />
      )}
    </Field>
  );
}
