import { Progress } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Intake.module.css";
import type { SheetProgress } from "./intake-api.ts";

/** How far a table is: rows while it is read, then orders of all. */
export function HowFar({ progress }: { progress: SheetProgress | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rows, done, total } = progress ?? { rows: 0, done: 0, total: null };
  const told =
    total !== null
      ? t("intake.upload.through", { done: format.number(done), total: format.number(total) })
      : rows === 0
        ? t("import.reading")
        : t("intake.upload.rowsRead", { n: format.number(rows) });
  return (
    <div className={styles.through} role="status">
      <span>{told}</span>
      <Progress percent={Math.floor((100 * done) / Math.max(1, total ?? 1))} showInfo={false} aria-label={told} />
    </div>
  );
}
