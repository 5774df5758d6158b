/** An order's fields as a short form; others are added when they are needed. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { factSpec } from "@switchyard/orders";
import { Button, Input, Select } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "../../shell/part.ts";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { withWords } from "../../words/load-words.ts";
import styles from "./Try.module.css";

const InstantField = part(withWords(["forms"], () => import("../condition/InstantField.tsx")));

type Fields = Record<string, unknown>;
interface OrderFieldsProps {
  order: Fields;
  /** Only what is filled in changes. */
  isChange?: boolean;
  onChange: (order: Fields) => void;
}

const FIRST = [
  "style_code",
  "due_at",
  "brand",
  "amount",
  "channel",
  "customer_grade",
  "origin",
  "tags",
  "note",
] as const;
const MORE = [
  "paid_at", "po_no", "customer_id", "buyer_name", "address_key", "province", "city", "shop", "warehouse",
  "payment_method", "urgency", "tracking_no", "carrier", "status",
] as const; // biome-ignore format: a word list
const INSTANTS = new Set(["paid_at"]);

const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(", ") : typeof value === "string" || typeof value === "number" ? String(value) : "";
const asList = (text: string) => text.split(/[,\uff0c\u3001]/).flatMap((one) => one.trim() || []);

export function OrderFields({ order, isChange = false, onChange }: OrderFieldsProps) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<readonly string[]>([]);
  const label = useLabel();
  const custom = useWorkspace()?.settings.customFields ?? [];
  const others = [...MORE, ...custom.map(({ name }) => `custom.${name}`)];
  const shown = others.filter((name) => added.includes(name) || fieldOf(order, name) !== undefined);
  const set = (name: string, value: unknown) => onChange(withValue(order, name, value));
  return (
    <>
      <div className={styles.form}>
        {[...FIRST, ...shown].map((name) => (
          <OrderField key={name} name={name} label={label(name)} value={fieldOf(order, name)} onChange={set} />
        ))}
        <Select<string>
          className={styles.addField ?? ""}
          aria-label={t("trial.addField")}
          placeholder={t("trial.addField")}
          value={null}
          showSearch={{ optionFilterProp: "label" }}
          options={others.filter((name) => !shown.includes(name)).map((value) => ({ value, label: label(value) }))}
          onChange={(name) => setAdded([...added, name])}
        />
      </div>
      {isChange ? null : <Lines lines={linesOf(order)} onChange={(lines) => onChange({ ...order, lines })} />}
    </>
  );
}

function useLabel(): (name: string) => string {
  const format = useFormat();
  const custom = useWorkspace()?.settings.customFields ?? [];
  return (name) => {
    const own = custom.find((field) => `custom.${field.name}` === name)?.label;
    const spec = own ?? factSpec(name)?.label;
    return spec === undefined ? name : format.text(spec);
  };
}

/** Fields that a workspace declared lie in `custom`. */
function fieldOf(order: Fields, name: string): unknown {
  if (!name.startsWith("custom.")) return order[name];
  return typeof order.custom === "object" && order.custom !== null
    ? (order.custom as Fields)[name.slice("custom.".length)]
    : undefined;
}

function withValue(order: Fields, name: string, value: unknown): Fields {
  const put = (fields: Fields, key: string): Fields => {
    const { [key]: _old, ...rest } = fields;
    return value === "" || value === undefined ? rest : { ...rest, [key]: value };
  };
  if (!name.startsWith("custom.")) return put(order, name);
  const custom = typeof order.custom === "object" && order.custom !== null ? (order.custom as Fields) : {};
  return { ...order, custom: put(custom, name.slice("custom.".length)) };
}

interface OrderFieldProps {
  name: string;
  label: string;
  value: unknown;
  onChange: (name: string, value: unknown) => void;
}

function OrderField({ name, label, value, onChange }: OrderFieldProps) {
  const workspace = useWorkspace();
  const id = `try-${name}`;
  if (INSTANTS.has(name)) {
    return (
      <div className={styles.labelled}>
        <span>{label}</span>
        <Suspense fallback={null}>
          <InstantField
            value={typeof value === "string" || typeof value === "number" ? value : undefined}
            disabled={false}
            label={label}
            onChange={(next) => onChange(name, next)}
          />
        </Suspense>
      </div>
    );
  }
  // Tags are typed as text and become a list; while typing, what was typed stays.
  return (
    <label htmlFor={id} className={styles.labelled}>
      <span>{label}</span>
      <Input
        id={id}
        size="small"
        placeholder={name === "due_at" ? "2026-11-30" : undefined}
        list={name === "brand" ? "try-brands" : undefined}
        inputMode={name === "amount" ? "decimal" : undefined}
        defaultValue={textOf(value)}
        onChange={(event) => onChange(name, name === "tags" ? asList(event.target.value) : event.target.value)}
      />
      {name === "brand" ? (
        <datalist id="try-brands">
          {workspace?.brands.map((brand) => (
            <option key={brand.id} value={brand.name} />
          ))}
        </datalist>
      ) : null}
    </label>
  );
}

const COLUMNS = ["sku", "style_code", "size", "category", "origin", "qty"] as const;
const linesOf = (order: Fields): readonly Fields[] => (Array.isArray(order.lines) ? (order.lines as Fields[]) : []);

function Lines({ lines, onChange }: { lines: readonly Fields[]; onChange: (lines: readonly Fields[]) => void }) {
  const { t } = useTranslation();
  const shown = lines.length === 0 ? [{ qty: 1 }] : lines;
  const set = (index: number, name: string, text: string) => {
    const line = withValue(shown[index] ?? {}, name, text);
    onChange(shown.map((one, at) => (at === index ? line : one)));
  };
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name}>{t(`trial.line.${name}`)}</th>
          ))}
          <th>
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined aria-hidden />}
              aria-label={t("trial.addLine")}
              title={t("trial.addLine")}
              onClick={() => onChange([...shown, { qty: 1 }])}
            />
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((line, index) => (
          // A line is known by its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={index}>
            {COLUMNS.map((name) => (
              <td key={name}>
                <Input
                  size="small"
                  aria-label={t("trial.lineField", { field: t(`trial.line.${name}`), n: index + 1 })}
                  inputMode={name === "qty" ? "numeric" : undefined}
                  value={textOf(line[name])}
                  onChange={(event) => set(index, name, event.target.value)}
                />
              </td>
            ))}
            <td>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t("trial.removeLine", { n: index + 1 })}
                disabled={shown.length === 1}
                onClick={() => onChange(shown.filter((_, at) => at !== index))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
