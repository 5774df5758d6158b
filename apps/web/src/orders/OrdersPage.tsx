import { BarcodeOutlined, DownloadOutlined, FormOutlined, ReloadOutlined, ScanOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DemoOrders } from "../guide/DemoOrders.tsx";
import { withWorkspace } from "../shell/ask.ts";
import { query as asQuery } from "../shell/client.ts";
import { staysPut, useNews } from "../shell/live.ts";
import { May } from "../shell/May.tsx";
import { Pager } from "../shell/Pager.tsx";
import { keys } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { withPages } from "../shell/search-read.ts";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { ColumnChooser, readColumns, saveColumns } from "./ColumnChooser.tsx";
import { ManyOrders } from "./ManyOrders.tsx";
import { OrderFilters, type OrderFilterValues } from "./OrderFilters.tsx";
import styles from "./Orders.module.css";
import { OrderTable } from "./OrderTable.tsx";
import { leaveList, sortOf } from "./order-search.ts";
import { ordersApi } from "./orders-api.ts";

const PAGE = 50;

export function OrdersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/orders" });
  const navigate = useNavigate();
  const mayAct = useMay("orders.act");
  const mayBring = useMay("intake.manage");
  const [columns, setColumns] = useState(readColumns);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { pages: trail = [], sort, ...filters } = search;
  useEffect(() => leaveList(search), [search]);
  const query = { ...filters, ...sortOf(sort), cursor: trail.at(-1) ?? null, limit: PAGE };
  const orders = useQuery({
    queryKey: keys.orders(query),
    queryFn: ({ signal }) => ordersApi.orders(query, signal),
    placeholderData: keepPreviousData,
  });
  const news = useNews(orders.dataUpdatedAt);
  const waits = news > 0 && staysPut(keys.orders(query));
  const filtered = Object.keys(filters).length > 0;
  const sorted = useMemo(() => (sort === undefined ? {} : { sort }), [sort]);
  /** Another filter takes the place of the one before: the way back leads out of the list, not through every letter. */
  const filter = useCallback(
    (next: OrderFilterValues) => void navigate({ to: "/orders", search: { ...next, ...sorted }, replace: true }),
    [navigate, sorted],
  );
  const setTrail = (pages: readonly string[]) =>
    void navigate({ to: "/orders", search: { ...filters, ...sorted, ...withPages(pages) } });
  const file = withWorkspace(`/api/v1/orders/export?${new URLSearchParams(asQuery({ ...filters, ...sortOf(sort) }))}`);

  function content() {
    if (orders.isPending) return <Loading />;
    if (orders.isError) return <Failure of={orders} />;
    if (orders.data.items.length > 0)
      return (
        <OrderTable
          orders={orders.data.items}
          columns={columns}
          sort={sort}
          onSort={(by) =>
            void navigate({ to: "/orders", search: { ...filters, ...(by ? { sort: by } : {}) }, replace: true })
          }
          {...(mayAct ? { chosen, onChoose: setChosen } : {})}
        />
      );
    if (filtered) {
      return (
        <Empty title={t("orders.noneTitle")} hint={t("orders.noneHint")}>
          <Button onClick={() => filter({})}>{t("flows.clearFilters")}</Button>
        </Empty>
      );
    }
    return (
      <Empty title={t("orders.emptyTitle")} hint={t(mayBring ? "orders.emptyHint" : "orders.emptyForOthers")}>
        <DemoOrders />
        {mayBring ? (
          <Link to="/intake">
            <Button>{t("orders.toIntake")}</Button>
          </Link>
        ) : null}
      </Empty>
    );
  }

  const next = orders.data?.nextCursor ?? null;
  return (
    <Screen
      title={t("orders.title")}
      hint={t("orders.hint")}
      actions={
        <>
          {waits ? (
            <Button icon={<ReloadOutlined aria-hidden />} type="primary" ghost onClick={() => void orders.refetch()}>
              {t("orders.news", { n: news })}
            </Button>
          ) : null}
          <May permission="orders.write">
            <Link to="/orders/new">
              <Button icon={<FormOutlined aria-hidden />}>{t("orders.type")}</Button>
            </Link>
          </May>
          <Link to="/desk">
            <Button icon={<BarcodeOutlined aria-hidden />}>{t("orders.desk")}</Button>
          </Link>
          <Button icon={<DownloadOutlined aria-hidden />} href={file} download="orders.csv">
            {t("orders.export")}
          </Button>
          <Link to="/lots">
            <Button icon={<ScanOutlined aria-hidden />}>{t("orders.lots")}</Button>
          </Link>
          <ColumnChooser
            value={columns}
            onChange={(shown) => {
              setColumns(shown);
              saveColumns(shown);
            }}
          />
        </>
      }
      filters={<OrderFilters value={filters} onChange={filter} />}
    >
      <div className={styles.page}>
        {chosen.length > 0 ? <ManyOrders ids={chosen} onDone={() => setChosen([])} /> : null}
        <div className={styles.rows}>{content()}</div>
        <Pager trail={trail} next={next} onChange={setTrail} />
      </div>
    </Screen>
  );
}
