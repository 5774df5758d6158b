import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { keys } from "../shell/query.ts";
import { useSourceName } from "../shell/use-source-name.ts";
import { useFieldOptions } from "./fields.ts";
import styles from "./Intake.module.css";
import { intakeApi } from "./intake-api.ts";

interface Filter {
  source?: string;
  field?: string;
}

/** Records of one source, and with something wrong in one field: what went wrong alike is mended alike. */
export function QuarantineFilter({ value, onChange }: { value: Filter; onChange: (next: Filter) => void }) {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const fields = useFieldOptions();
  const counts = useQuery({ queryKey: keys.intakeCounts, queryFn: ({ signal }) => intakeApi.reconciliation(signal) });
  const sources = [...new Set(counts.data?.items.flatMap(({ source }) => source || []))].sort();
  const { source, field } = value;
  return (
    <div className={styles.filter}>
      <Select
        style={{ width: 160 }}
        allowClear
        showSearch
        aria-label={t("intake.column.source")}
        placeholder={t("intake.column.source")}
        options={sources.map((name) => ({ value: name, label: sourceName(name) }))}
        value={source ?? null}
        onChange={(next: string | null) => onChange({ ...(next ? { source: next } : {}), ...(field ? { field } : {}) })}
      />
      <Select
        style={{ width: 200 }}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("intake.wrongField")}
        placeholder={t("intake.wrongField")}
        options={fields}
        value={field ?? null}
        onChange={(next: string | null) =>
          onChange({ ...(source ? { source } : {}), ...(next ? { field: next } : {}) })
        }
      />
    </div>
  );
}
