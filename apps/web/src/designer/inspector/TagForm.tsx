import type { NodeOf } from "@switchyard/flow";
import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "./Field.tsx";
import { TextField } from "./TextField.tsx";

interface TagFormProps<N extends NodeOf<"tag"> | NodeOf<"untag">> {
  node: N;
  readOnly: boolean;
  update: (node: N, field: string) => void;
}

export function TagForm<N extends NodeOf<"tag"> | NodeOf<"untag">>({ node, readOnly, update }: TagFormProps<N>) {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t("form.tag")} help={t("form.tagHelp")}>
        {(id) => (
          <TextField
            id={id}
            aria-label={t("form.tag")}
            maxLength={120}
            disabled={readOnly}
            value={node.tag}
            onChange={(tag) => update({ ...node, tag }, "tag")}
          />
        )}
      </Field>
      {node.kind === "tag" ? (
        <Checkbox
          disabled={readOnly}
          checked={node.whileMatched ?? false}
          onChange={(event) => update({ ...node, whileMatched: event.target.checked }, "whileMatched")}
        >
          {t("form.whileMatched")}
        </Checkbox>
      ) : null}
    </>
  );
}
