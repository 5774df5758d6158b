/** A plain form for every kind that has none of its own, made from the kind's schema. */
import { type FlowNode, nodeSchema } from "@switchyard/flow";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Inspector.module.css";
import { SchemaField } from "./SchemaField.tsx";
import { nodeFields } from "./schema-fields.ts";

interface SimpleFormProps {
  node: FlowNode;
  readOnly: boolean;
  update: (node: FlowNode, field: string) => void;
}

export default function SimpleForm({ node, readOnly, update }: SimpleFormProps) {
  const { t } = useTranslation();
  const fields = useMemo(() => nodeFields(node.kind), [node.kind]);
  const [wrong, setWrong] = useState<string | null>(null);
  const values: Record<string, unknown> = { ...node };

  /** Only what the schema accepts reaches the document; a half-made value waits in the field. */
  function put(name: string, value: unknown) {
    const { [name]: _old, ...rest } = values;
    const parsed = nodeSchema.safeParse(value === undefined ? rest : { ...rest, [name]: value });
    setWrong(parsed.success ? null : name);
    if (parsed.success) update(parsed.data, name);
  }

  return fields.map((field) => (
    <div key={field.name}>
      <SchemaField
        field={field}
        value={values[field.name]}
        readOnly={readOnly}
        onChange={(value) => put(field.name, value)}
      />
      {wrong === field.name ? (
        <p className={styles.wrong} role="alert">
          {t("form.notAccepted")}
        </p>
      ) : null}
    </div>
  ));
}
