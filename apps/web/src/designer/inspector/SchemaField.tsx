import { type Condition, conditionSchema, type Duration, durationSchema, quietHoursSchema } from "@switchyard/flow";
import { Checkbox, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Field } from "../../shell/Field.tsx";
import { ConditionEditor } from "../condition/ConditionEditor.tsx";
import { FactPicker } from "../condition/FactPicker.tsx";
import { emptyGroup } from "../condition/tree.ts";
import { AnchorField } from "./AnchorField.tsx";
import { Many, One } from "./Choices.tsx";
import { DurationField } from "./DurationField.tsx";
import styles from "./Inspector.module.css";
import { asRecord, ItemsField } from "./ItemsField.tsx";
import { QuietField } from "./QuietField.tsx";
import type { FieldSpec, Names } from "./schema-fields.ts";
import { TextField } from "./TextField.tsx";
import { useFieldOptions } from "./use-field-options.ts";

export interface SchemaFieldProps {
  field: FieldSpec;
  value: unknown;
  readOnly: boolean;
  onChange: (value: unknown) => void;
}

const asCondition = (value: unknown): Condition => conditionSchema.safeParse(value).data ?? emptyGroup();
const asDuration = (value: unknown): Duration | undefined => durationSchema.safeParse(value).data;
const asText = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export function SchemaField(props: SchemaFieldProps) {
  const { t, i18n } = useTranslation();
  const { field, value, readOnly, onChange } = props;
  const key = `field.${field.name}`;
  const label = i18n.exists(key) ? i18n.t(key as "field.by") : field.name;
  if (field.type === "boolean") {
    return (
      <Checkbox disabled={readOnly} checked={value === true} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
    );
  }
  if (field.type === "quiet")
    return <QuietField value={quietHoursSchema.safeParse(value).data} readOnly={readOnly} onChange={onChange} />;
  if (field.optional && SWITCHED.has(field.type)) return <Switched {...props} label={label} />;
  const text = field.optional ? t("form.optional", { label }) : label;
  const helpKey = `fieldHelp.${field.path}`;
  const help = i18n.exists(helpKey) ? { help: i18n.t(helpKey as "fieldHelp.goal") } : {};
  return (
    <Field label={text} {...help}>
      {(id) => <Control {...props} id={id} label={label} />}
    </Field>
  );
}

/** What is filled in as a whole or not at all: a box to tick says which, and a first value is there at once. */
const SWITCHED: ReadonlySet<FieldSpec["type"]> = new Set(["group", "condition", "duration"]);
const HOUR: Duration = { amount: 1, unit: "hour", clock: "natural" };

function firstValue(field: FieldSpec): unknown {
  switch (field.type) {
    case "duration":
      return HOUR;
    case "condition":
      return emptyGroup();
    case "number":
      return 0;
    case "choice":
      return field.options[0];
    case "list":
      return [];
    case "text":
      return "";
    case "group":
      return Object.fromEntries(
        field.fields.filter((inner) => !inner.optional).map((inner) => [inner.name, firstValue(inner)]),
      );
    default:
      return undefined;
  }
}

function Switched(props: SchemaFieldProps & { label: string }) {
  const { field, value, readOnly, onChange, label } = props;
  const on = value !== undefined;
  return (
    <div className={styles.optional}>
      <Checkbox
        disabled={readOnly}
        checked={on}
        onChange={(event) => onChange(event.target.checked ? firstValue(field) : undefined)}
      >
        {label}
      </Checkbox>
      {on ? <Control {...props} id={field.name} /> : null}
    </div>
  );
}

/** Names that others give: what is not known here may be typed. */
const FREE: ReadonlySet<Names> = new Set<Names>(["event", "endpoint", "figure"]);

function Control({ field, value, readOnly, onChange, id, label }: SchemaFieldProps & { id: string; label: string }) {
  const { t } = useTranslation();
  const options = useFieldOptions(field);
  switch (field.type) {
    case "text":
      if (field.names === "fact")
        return (
          <span>
            <FactPicker value={asText(value) || undefined} onChange={onChange} />
          </span>
        );
      if (field.names !== null)
        return (
          <One
            id={id}
            label={label}
            free={FREE.has(field.names)}
            disabled={readOnly}
            value={asText(value)}
            options={options}
            onChange={onChange}
          />
        );
      return (
        <TextField
          id={id}
          aria-label={label}
          disabled={readOnly}
          value={asText(value)}
          {...(field.long ? { rows: 2 } : {})}
          onChange={(next) => onChange(next === "" && field.optional ? undefined : next)}
        />
      );
    case "scalar":
      return <TextField id={id} aria-label={label} disabled={readOnly} value={asText(value)} onChange={onChange} />;
    case "number":
      return (
        <InputNumber
          id={id}
          className={styles.wide ?? ""}
          aria-label={label}
          disabled={readOnly}
          value={typeof value === "number" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "choice":
      return (
        <Select
          id={id}
          aria-label={label}
          disabled={readOnly}
          {...(field.optional ? { allowClear: true, placeholder: t("form.notChosen") } : {})}
          value={asText(value) || null}
          options={options}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "list":
      return (
        <Many
          id={id}
          label={label}
          free={field.options === null && (field.names === null || field.names === "event")}
          disabled={readOnly}
          value={asList(value)}
          {...(field.any ? { placeholder: t("form.none") } : {})}
          options={options}
          onChange={onChange}
        />
      );
    case "duration":
      return <DurationField value={asDuration(value)} disabled={readOnly} onChange={onChange} />;
    case "condition":
      return <ConditionEditor value={asCondition(value)} label={label} onChange={onChange} />;
    case "anchor":
      return <AnchorField id={id} label={label} value={value} readOnly={readOnly} onChange={onChange} />;
    case "quiet":
      return null;
    case "group":
      return <GroupFields fields={field.fields} value={value} readOnly={readOnly} onChange={onChange} />;
    case "items":
      return (
        <ItemsField field={field} value={value} readOnly={readOnly} onChange={onChange}>
          {(fields, item, put) => <GroupFields fields={fields} value={item} readOnly={readOnly} onChange={put} />}
        </ItemsField>
      );
  }
}

function GroupFields(props: Omit<SchemaFieldProps, "field"> & { fields: readonly FieldSpec[] }) {
  const record = asRecord(props.value);
  return (
    <div className={styles.case}>
      {props.fields.map((inner) => (
        <SchemaField
          key={inner.name}
          field={inner}
          value={record[inner.name]}
          readOnly={props.readOnly}
          onChange={(next) => {
            const { [inner.name]: _old, ...rest } = record;
            props.onChange(next === undefined ? rest : { ...rest, [inner.name]: next });
          }}
        />
      ))}
    </div>
  );
}
