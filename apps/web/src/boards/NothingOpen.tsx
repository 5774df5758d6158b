import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DemoOrders } from "../guide/DemoOrders.tsx";
import { May } from "../shell/May.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";

/** What is shown of a board: that it comes, that it did not, or itself. */
export function whatIs<T>(board: UseQueryResult<T>, show: (found: T) => ReactNode): ReactNode {
  if (board.data !== undefined) return show(board.data);
  return board.isError ? <Failure of={board} /> : <Loading />;
}

export function NothingOpen() {
  const { t } = useTranslation();
  return (
    <Empty title={t("boards.emptyTitle")} hint={t("boards.emptyHint")}>
      <DemoOrders />
      <May permission="intake.read">
        <Link to="/intake">
          <Button>{t("boards.toIntake")}</Button>
        </Link>
      </May>
    </Empty>
  );
}
