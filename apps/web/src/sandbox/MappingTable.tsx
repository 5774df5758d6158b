import { factSpec, lineFieldCatalogue } from "@switchyard/orders";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import { ColumnFields } from "../upload/ColumnFields.tsx";
import styles from "./Sandbox.module.css";
import type { Mapping } from "./sandbox-api.ts";

interface MappingTableProps {
  columns: readonly string[];
  targets: readonly string[];
  value: Mapping;
  onChange: (mapping: Mapping) => void;
}

const isLine = (name: string) => name.startsWith("lines.");

export function MappingTable({ columns, targets, value, onChange }: MappingTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = useMemo(() => {
    const labelled = (names: readonly string[]) =>
      names.map((name) => {
        const own = name.replace(/^lines\./, "");
        const spec = isLine(name) ? lineFieldCatalogue.find((one) => one.name === own) : factSpec(own);
        return { value: name, label: spec ? `${format.text(spec.label)} ${name}` : name };
      });
    return [
      { label: t("import.orderFields"), options: labelled(targets.filter((name) => !isLine(name))) },
      { label: t("import.lineFields"), options: labelled(targets.filter(isLine)) },
    ];
  }, [targets, format, t]);
  function put(column: string, field: string | undefined) {
    const { [column]: _old, ...rest } = value;
    onChange(field === undefined ? rest : { ...rest, [column]: field });
  }
  return (
    <section>
      <ColumnFields
        columns={columns}
        testId="mapping"
        fieldOf={(column) => value[column]}
        options={options}
        onChange={put}
      />
      <small className="quiet">{t("import.dates")}</small>
      {Object.values(value).includes("ordered_at") ? null : <p className={styles.note}>{t("import.noTime")}</p>}
    </section>
  );
}
