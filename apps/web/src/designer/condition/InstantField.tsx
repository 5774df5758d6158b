import { DatePicker } from "antd";
import { useTranslation } from "react-i18next";
import { useDates } from "../../shell/dates.ts";
import { useZone } from "../../shell/workspace.ts";
import styles from "./ConditionEditor.module.css";

interface InstantFieldProps {
  value: string | number | undefined;
  disabled: boolean;
  /** What it is, where nothing beside it says so. */
  label?: string;
  /** ISO 8601 text with the offset of the workspace's zone. */
  onChange: (value: string | undefined) => void;
}

export default function InstantField({ value, disabled, label, onChange }: InstantFieldProps) {
  const { t } = useTranslation();
  const zone = useZone();
  const dayjs = useDates();
  const shown = value === undefined ? null : dayjs(value).tz(zone);
  return (
    <DatePicker
      className={styles.value ?? ""}
      aria-label={label ?? t("condition.value")}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      disabled={disabled}
      value={shown}
      onChange={(next) => {
        const at = Array.isArray(next) ? next[0] : next;
        onChange(at ? dayjs.tz(at.format("YYYY-MM-DDTHH:mm"), zone).format("YYYY-MM-DDTHH:mmZ") : undefined);
      }}
    />
  );
}
