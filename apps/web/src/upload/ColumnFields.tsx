/** Which field each column of a table is read as; one that has none is kept as it stands. */
import { Select, type SelectProps } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./Upload.module.css";

interface ColumnFieldsProps {
  columns: readonly string[];
  testId: string;
  fieldOf: (column: string) => string | undefined;
  options: NonNullable<SelectProps["options"]>;
  onChange: (column: string, field: string | undefined) => void;
}

export function ColumnFields({ columns, testId, fieldOf, options, onChange }: ColumnFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t("import.mapping")}</h3>
      <div className={styles.columns} data-testid={testId}>
        {columns.map((column) => (
          <div key={column} className={styles.column}>
            <span title={column}>{column}</span>
            <span aria-hidden>→</span>
            <Select
              size="small"
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              aria-label={t("import.mapColumn", { column })}
              placeholder={t("import.toRaw")}
              popupMatchSelectWidth={240}
              value={fieldOf(column)}
              options={options}
              onChange={(field: string | undefined) => onChange(column, field)}
            />
          </div>
        ))}
      </div>
    </>
  );
}
