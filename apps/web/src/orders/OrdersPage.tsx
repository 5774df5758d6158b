import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { keys } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { ColumnChooser, readColumns, saveColumns } from "./ColumnChooser.tsx";
import { noFilters, OrderFilters, type OrderFilterValues } from "./OrderFilters.tsx";
import styles from "./Orders.module.css";
import { OrderTable } from "./OrderTable.tsx";

const PAGE = 50;

export function OrdersPage() {
  const { t } = useTranslation();
  const [filters, setFilters] = useState<OrderFilterValues>(noFilters);
  const [columns, setColumns] = useState(readColumns);
  /** Cursors of the pages before this one; the last is this page's. */
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const query = { ...filters, cursor: cursors.at(-1) ?? null, limit: PAGE };
  const orders = useQuery({
    queryKey: keys.orders(query),
    queryFn: ({ signal }) => api.orders(query, signal),
    placeholderData: keepPreviousData,
  });
  const filtered = Object.values(filters).some((value) => value !== undefined && value !== "");
  function filter(next: OrderFilterValues) {
    setFilters(next);
    setCursors([null]);
  }

  function content() {
    if (orders.isPending) return <Loading />;
    if (orders.isError) return <Failure error={orders.error} onRetry={() => void orders.refetch()} />;
    if (orders.data.items.length > 0) return <OrderTable orders={orders.data.items} columns={columns} />;
    if (filtered) {
      return (
        <Empty title={t("orders.noneTitle")} hint={t("orders.noneHint")}>
          <Button onClick={() => filter(noFilters)}>{t("flows.clearFilters")}</Button>
        </Empty>
      );
    }
    return <Empty title={t("orders.emptyTitle")} hint={t("orders.emptyHint")} />;
  }

  const next = orders.data?.nextCursor ?? null;
  return (
    <Screen
      title={t("orders.title")}
      hint={t("orders.hint")}
      actions={
        <ColumnChooser
          value={columns}
          onChange={(chosen) => {
            setColumns(chosen);
            saveColumns(chosen);
          }}
        />
      }
      filters={<OrderFilters value={filters} onChange={filter} />}
    >
      <div className={styles.page}>
        <div className={styles.rows}>{content()}</div>
        <footer className={styles.pager}>
          <span className="quiet">{t("orders.page", { n: cursors.length })}</span>
          <Button size="small" disabled={cursors.length === 1} onClick={() => setCursors(cursors.slice(0, -1))}>
            {t("orders.previous")}
          </Button>
          <Button size="small" disabled={next === null} onClick={() => setCursors([...cursors, next])}>
            {t("orders.next")}
          </Button>
        </footer>
      </div>
    </Screen>
  );
}
