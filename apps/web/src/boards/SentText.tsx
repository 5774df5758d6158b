import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Reports.module.css";
import type { ReportListed } from "./reports-api.ts";

/** What became of a report's messages. */
export function SentText({ sent: { delivered, waiting, dead, reason } }: Pick<ReportListed, "sent">) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    ...(delivered > 0 ? [t("reports.sent.delivered", { n: delivered })] : []),
    ...(waiting > 0 ? [t("reports.sent.waiting", { n: waiting })] : []),
    ...(dead > 0 ? [t("reports.sent.dead", { n: dead })] : []),
  ];
  return (
    <span className={styles.sent} data-dead={dead > 0 || undefined}>
      {parts.length === 0 ? t("reports.sent.none") : parts.join(t("state.comma"))}
      {reason === null ? null : <small>{format.text(reason)}</small>}
    </span>
  );
}
