import { DisconnectOutlined } from "@ant-design/icons";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";

type Asked = Pick<UseQueryResult<unknown>, "data" | "dataUpdatedAt" | "failureCount" | "isError">;

/** Of when the figures are; and plainly, when the server does not answer any more. */
export function Freshness({ query }: { query: Asked }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (query.data === undefined) return null;
  const time = format.exact(query.dataUpdatedAt).slice(11, 19);
  const isLost = query.failureCount > 0 || query.isError;
  return (
    <p className={styles.freshness} data-lost={isLost} role="status">
      {isLost ? (
        <>
          <DisconnectOutlined aria-hidden /> {t("boards.lost", { time })}
        </>
      ) : (
        t("boards.fresh", { time })
      )}
    </p>
  );
}
