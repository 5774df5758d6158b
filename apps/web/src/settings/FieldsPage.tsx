import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type CustomField, DEFAULT_STATE_MACHINE, type StateMachine } from "@switchyard/orders";
import { Button, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemAt } from "../shell/request.ts";
import { useFormat } from "../shell/workspace.ts";
import { OnlyBrands, withBrands } from "./OnlyBrands.tsx";
import { replaced, without } from "./rows.ts";
import styles from "./Settings.module.css";
import { SettingsPage } from "./SettingsPage.tsx";
import { StatesTable } from "./StatesTable.tsx";
import { settingsOf } from "./settings-api.ts";

interface Draft {
  fields: CustomField[];
  /** Null: the default machine. */
  states: StateMachine | null;
}
const TYPES = ["text", "code", "number", "money", "instant", "boolean", "list"] as const;

export function FieldsPage() {
  const { t } = useTranslation();
  return (
    <SettingsPage<Draft>
      title={t("settings.fields")}
      hint={t("setup.fieldsHint")}
      read={(workspace) => {
        const { customFields, states } = settingsOf(workspace);
        return { fields: customFields, states: states ?? null };
      }}
      write={({ fields, states }) => ({ custom_fields: fields, states })}
    >
      {({ fields, states }, change, error) => (
        <>
          <FieldTable fields={fields} error={error} onChange={(next) => change({ fields: next, states })} />
          <StatesTable
            machine={states ?? DEFAULT_STATE_MACHINE}
            isDefault={states === null}
            error={error}
            onChange={(next) => change({ fields, states: next })}
          />
        </>
      )}
    </SettingsPage>
  );
}

interface FieldTableProps {
  fields: CustomField[];
  error: unknown;
  onChange: (fields: CustomField[]) => void;
}
function FieldTable({ fields, error, onChange }: FieldTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const set = (place: number, field: CustomField) => onChange(replaced(fields, place, field));
  const add = () => onChange([...fields, { name: "", type: "text", label: { zh: "", en: "" } }]);
  const types = TYPES.map((value) => ({ value, label: t(`setup.type.${value}`) }));
  return (
    <section className={styles.card}>
      <h2>{t("setup.customFields")}</h2>
      <p>{t("setup.customFieldsHint")}</p>
      <table className={styles.table} data-testid="custom-fields">
        <thead>
          <tr>
            <th>{t("setup.fieldName")}</th>
            <th>{t("setup.labelZh")}</th>
            <th>{t("setup.labelEn")}</th>
            <th>{t("setup.typeTitle")}</th>
            <th>{t("setup.onlyBrands")}</th>
            <th className={styles.narrow}>{t("setup.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field, place) => {
            const problem = problemAt(error, `/customFields/${place}`);
            const { name, label, type } = field;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field's name is being typed
              <tr key={place}>
                <td>
                  <Input
                    aria-label={t("setup.fieldName")}
                    placeholder="workshop"
                    value={name}
                    maxLength={63}
                    {...(problem ? { status: "error" as const } : {})}
                    onChange={(event) => set(place, { ...field, name: event.target.value })}
                  />
                  {problem ? <p className={styles.wrong}>{format.text(problem)}</p> : null}
                </td>
                <td>
                  <Input
                    aria-label={t("setup.labelZh")}
                    value={label.zh}
                    maxLength={100}
                    onChange={(event) => set(place, { ...field, label: { ...label, zh: event.target.value } })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t("setup.labelEn")}
                    value={label.en}
                    maxLength={100}
                    onChange={(event) => set(place, { ...field, label: { ...label, en: event.target.value } })}
                  />
                </td>
                <td>
                  <Select
                    aria-label={t("setup.typeTitle")}
                    value={type}
                    options={types}
                    onChange={(next) => set(place, { ...field, type: next as CustomField["type"] })}
                  />
                </td>
                <td>
                  <OnlyBrands
                    name={format.text(label) || name}
                    value={field.brands}
                    onChange={(brands) => set(place, withBrands(field, brands))}
                  />
                </td>
                <td className={styles.narrow}>
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t("setup.remove", { name })}
                    onClick={() => onChange(without(fields, place))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {fields.length === 0 ? <div className={styles.empty}>{t("setup.noFields")}</div> : null}
      <Button className={styles.add ?? ""} icon={<PlusOutlined aria-hidden />} onClick={add}>
        {t("setup.addField")}
      </Button>
    </section>
  );
}
