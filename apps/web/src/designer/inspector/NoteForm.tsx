import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import type { FormProps } from "./forms.ts";
import { TextField } from "./TextField.tsx";

export default function NoteForm({ node, readOnly, update }: FormProps<"note">) {
  const { t } = useTranslation();
  return (
    <Field label={t("form.noteText")}>
      {(id) => (
        <TextField
          id={id}
          rows={4}
          aria-label={t("form.noteText")}
          maxLength={5000}
          disabled={readOnly}
          value={node.text}
          onChange={(text) => update({ ...node, text }, "text")}
        />
      )}
    </Field>
  );
}
