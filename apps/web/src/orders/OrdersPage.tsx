import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { Pager } from "../shell/Pager.tsx";
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
  const [trail, setTrail] = useState<readonly string[]>([]);
  const query = { ...filters, cursor: trail.at(-1) ?? null, limit: PAGE };
  const orders = useQuery({
    queryKey: keys.orders(query),
    queryFn: ({ signal }) => api.orders(query, signal),
    placeholderData: keepPreviousData,
  });
  const filtered = Object.values(filters).some((value) => value !== undefined && value !== "");
  function filter(next: OrderFilterValues) {
    setFilters(next);
    setTrail([]);
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
        <Pager
          trail={trail}
          next={next}
          onChange={setTrail}
          words={{ page: t("orders.page", { n: trail.length + 1 }), back: t("orders.previous"), on: t("orders.next") }}
        />
      </div>
    </Screen>
  );
}
