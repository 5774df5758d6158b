import { Input } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../shell/workspace.ts";
import styles from "./Drawer.module.css";

/** What the short form asks; everything else can be given as JSON. */
const FIELDS = [
  "style_code",
  "due_at",
  "brand",
  "amount",
  "channel",
  "customer_grade",
  "origin",
  "qty",
  "tags",
  "note",
] as const;
type FieldName = (typeof FIELDS)[number];
export type TypedOrder = Partial<Record<FieldName, string>>;

export function typedOrderInput(typed: TypedOrder): Record<string, unknown> {
  const { qty, tags, ...plain } = typed;
  const filled = Object.fromEntries(Object.entries(plain).filter(([, value]) => value.trim() !== ""));
  const count = Number.parseInt(qty ?? "", 10);
  const list = (tags ?? "").split(/[,\uff0c\u3001\s]+/).filter(Boolean);
  return {
    source: "try",
    external_id: "TRY-1",
    ...filled,
    ...(list.length > 0 ? { tags: list } : {}),
    lines: [{ qty: Number.isInteger(count) && count > 0 ? count : 1 }],
  };
}

export function TypeOrder({ value, onChange }: { value: TypedOrder; onChange: (value: TypedOrder) => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <div className={styles.form}>
      {FIELDS.map((name) => (
        <label key={name} htmlFor={`try-${name}`}>
          {t(`try.field.${name}`)}
          <Input
            id={`try-${name}`}
            size="small"
            placeholder={name === "due_at" ? "2026-11-30" : undefined}
            list={name === "brand" ? "try-brands" : undefined}
            inputMode={name === "amount" || name === "qty" ? "decimal" : undefined}
            value={value[name] ?? ""}
            onChange={(event) => onChange({ ...value, [name]: event.target.value })}
          />
        </label>
      ))}
      <datalist id="try-brands">
        {workspace?.brands.map((brand) => (
          <option key={brand.id} value={brand.name} />
        ))}
      </datalist>
    </div>
  );
}
