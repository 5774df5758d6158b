/** A plain form for every kind that has none of its own, made from the kind's schema. */
import { type FlowNode, nodeSchema } from "@switchyard/flow";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Inspector.module.css";
import { SchemaField } from "./SchemaField.tsx";
import { changedAt, nodeFields } from "./schema-fields.ts";

export interface SimpleFormProps {
  node: FlowNode;
  readOnly: boolean;
  update: (node: FlowNode, field: string) => void;
}

export default function SimpleForm({ node, readOnly, update }: SimpleFormProps) {
  const { t } = useTranslation();
  const fields = useMemo(() => nodeFields(node.kind), [node.kind]);
  /** Values that the schema does not accept yet: they wait in their field, and the document keeps the last good one. */
  const [half, setHalf] = useState<Readonly<Record<string, unknown>>>({});
  const values: Record<string, unknown> = { ...node };

  function put(name: string, value: unknown) {
    const { [name]: _old, ...rest } = values;
    const parsed = nodeSchema.safeParse(value === undefined ? rest : { ...rest, [name]: value });
    const { [name]: _done, ...waiting } = half;
    setHalf(parsed.success ? waiting : { ...waiting, [name]: value });
    if (parsed.success) update(parsed.data, changedAt(name, values[name], value));
  }

  return fields.map((field) => (
    <div key={field.name}>
      <SchemaField
        field={field}
        value={field.name in half ? half[field.name] : values[field.name]}
        readOnly={readOnly}
        onChange={(value) => put(field.name, value)}
      />
      {field.name in half ? (
        <p className={styles.wrong} role="alert">
          {t("form.notAccepted")}
        </p>
      ) : null}
    </div>
  ));
}
