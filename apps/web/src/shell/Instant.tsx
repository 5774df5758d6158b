import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "./workspace.ts";

/** An instant in the workspace's zone; hovering shows it exactly. */
export function Instant({ at, dateOnly = false }: { at: number | null | undefined; dateOnly?: boolean }) {
  const format = useFormat();
  const { t } = useTranslation();
  if (at === null || at === undefined) return <span className="quiet">{t("state.none")}</span>;
  return (
    <Tooltip title={format.exact(at)}>
      <time dateTime={new Date(at).toISOString()}>{dateOnly ? format.date(at) : format.dateTime(at)}</time>
    </Tooltip>
  );
}
