import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../shell/workspace.ts";
import styles from "./Intake.module.css";
import type { Covered } from "./intake-api.ts";

/** Which of the system's orders a sheet should have; by default, those of its own days. */
export function SheetCovers({ value, onChange }: { value: Covered; onChange: (value: Covered) => void }) {
  const { t } = useTranslation();
  const brands = useWorkspace()?.brands ?? [];
  const day = (text: string | null) => (text === null ? null : dayjs(text));
  return (
    <fieldset className={styles.covers}>
      <legend>{t("intake.compare.covers")}</legend>
      <p className="quiet">{t("intake.compare.coversHint")}</p>
      <div className={styles.where}>
        <div>
          <label htmlFor="covers-days">{t("intake.compare.days")}</label>
          <DatePicker.RangePicker
            id={{ start: "covers-days" }}
            size="small"
            allowEmpty
            placeholder={[t("intake.compare.first"), t("intake.compare.last")]}
            value={[day(value.from), day(value.to)]}
            onChange={(days) =>
              onChange({
                ...value,
                from: days?.[0]?.format("YYYY-MM-DD") ?? null,
                to: days?.[1]?.format("YYYY-MM-DD") ?? null,
              })
            }
          />
        </div>
        <div>
          <label htmlFor="covers-brand">{t("intake.compare.brand")}</label>
          <Select
            id="covers-brand"
            size="small"
            allowClear
            style={{ minWidth: 160 }}
            placeholder={t("intake.compare.allBrands")}
            value={value.brand}
            options={brands.map(({ name }) => ({ value: name, label: name }))}
            onChange={(brand?: string) => onChange({ ...value, brand: brand ?? null })}
          />
        </div>
      </div>
    </fieldset>
  );
}
