import { SettingOutlined } from "@ant-design/icons";
import { Button, Checkbox, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { COLUMNS, type ColumnId, FIRST_COLUMNS } from "./columns.tsx";
import styles from "./Orders.module.css";

const KEY = "switchyard.orders.columns";

export function readColumns(): readonly ColumnId[] {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (!Array.isArray(saved)) return FIRST_COLUMNS;
    const known = COLUMNS.filter((id) => saved.includes(id));
    return known.length > 0 ? known : FIRST_COLUMNS;
  } catch {
    return FIRST_COLUMNS;
  }
}

export function saveColumns(columns: readonly ColumnId[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(columns));
  } catch {
    // Forgotten on the next visit; nothing else depends on it.
  }
}

interface ColumnChooserProps {
  value: readonly ColumnId[];
  onChange: (columns: readonly ColumnId[]) => void;
}

export function ColumnChooser({ value, onChange }: ColumnChooserProps) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className={styles.columns ?? ""}
          value={[...value]}
          options={COLUMNS.map((id) => ({
            value: id,
            label: t(`orders.column.${id}`),
            disabled: id === "external_id",
          }))}
          onChange={(chosen) => onChange(COLUMNS.filter((id) => chosen.includes(id)))}
        />
      }
    >
      <Button icon={<SettingOutlined aria-hidden />}>{t("orders.columns")}</Button>
    </Popover>
  );
}
