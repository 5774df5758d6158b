import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { freshId } from "../editor/ids.ts";
import styles from "./Inspector.module.css";
import type { FieldSpec } from "./schema-fields.ts";

interface ItemsFieldProps {
  field: Extract<FieldSpec, { type: "items" }>;
  value: unknown;
  readOnly: boolean;
  onChange: (value: unknown) => void;
  /** Shows the fields of one item. */
  children: (fields: readonly FieldSpec[], item: unknown, put: (next: unknown) => void) => ReactNode;
}

export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A new item has an id of its own and zero where a number must stand. */
function newItem(fields: readonly FieldSpec[]): Record<string, unknown> {
  const numbers = fields.filter((field) => field.type === "number" && !field.optional).map((field) => [field.name, 0]);
  return { id: freshId("p"), ...Object.fromEntries(numbers) };
}

export function ItemsField({ field, value, readOnly, onChange, children }: ItemsFieldProps) {
  const { t } = useTranslation();
  const items = Array.isArray(value) ? value.map(asRecord) : [];
  const shown = field.fields.filter((inner) => inner.name !== "id");
  return (
    <div className={styles.items}>
      {items.map((item, index) => (
        <div key={String(item.id ?? index)} className={styles.item}>
          {children(shown, item, (next) => onChange(items.map((old, place) => (place === index ? next : old))))}
          {readOnly ? null : (
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t("condition.remove")}
              onClick={() => onChange(items.filter((_, place) => place !== index))}
            />
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button icon={<PlusOutlined aria-hidden />} onClick={() => onChange([...items, newItem(field.fields)])}>
          {t("form.addItem")}
        </Button>
      )}
    </div>
  );
}
