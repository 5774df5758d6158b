/** Open orders by where they go and when they are due; beside them what needs somebody most. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { May } from "../shell/May.tsx";
import styles from "./Boards.module.css";
import { boardsApi, type DeliveryBy, useBoard } from "./boards-api.ts";
import { DeliveryTable } from "./DeliveryTable.tsx";
import { Exceptions } from "./Exceptions.tsx";
import { Freshness } from "./Freshness.tsx";
import { NothingOpen, whatIs } from "./NothingOpen.tsx";
import { useWall } from "./wall.ts";

export function DeliveryBoard() {
  const { t } = useTranslation();
  const isWall = useWall();
  const { by = "destination" } = useSearch({ from: "/boards" });
  const navigate = useNavigate();
  const board = useBoard(["delivery", by], (signal) => boardsApi.delivery(by, signal));

  return (
    <div className={styles.board}>
      <section className={styles.main} aria-label={t("boards.tab.delivery")}>
        <div className={styles.bar}>
          {isWall ? null : (
            <Segmented<DeliveryBy>
              aria-label={t("boards.rows")}
              value={by}
              options={(["destination", "brand", "carrier"] as const).map((value) => ({
                value,
                label: t(`boards.by.${value}`),
              }))}
              onChange={(value) =>
                void navigate({ to: "/boards", search: value === "destination" ? {} : { by: value }, replace: true })
              }
            />
          )}
          <Freshness query={board} />
        </div>
        {whatIs(board, ({ rows }) => (rows.length > 0 ? <DeliveryTable rows={rows} by={by} /> : <NothingOpen />))}
      </section>
      <May permission="outbox.read">
        <Exceptions />
      </May>
    </div>
  );
}
