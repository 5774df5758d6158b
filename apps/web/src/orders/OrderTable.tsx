import { useNavigate } from "@tanstack/react-router";
import { Table, type TableColumnType } from "antd";
import type { SortOrder } from "antd/es/table/interface";
import { useTranslation } from "react-i18next";
import { useSourceName } from "../shell/use-source-name.ts";
import { useFormat } from "../shell/workspace.ts";
import { type ColumnId, orderColumns } from "./columns.tsx";
import styles from "./Orders.module.css";
import { type OrderSearch, SORTED } from "./order-search.ts";
import type { OrderRow } from "./orders-api.ts";
import { useStateName } from "./use-state-name.ts";

const NEWEST = "-received_at";

interface OrderTableProps {
  orders: readonly OrderRow[];
  columns: readonly ColumnId[];
  sort: OrderSearch["sort"];
  onSort: (sort: OrderSearch["sort"]) => void;
  /** Who may act on orders chooses some; they stay chosen from page to page. */
  chosen?: readonly string[];
  onChoose?: (ids: readonly string[]) => void;
}

export function OrderTable({ orders, columns, sort = NEWEST, onSort, chosen, onChoose }: OrderTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const stateName = useStateName();
  const sourceName = useSourceName();
  const all = orderColumns(t, format, stateName, sourceName);
  const isSorted = (id: ColumnId): id is (typeof SORTED)[number] => SORTED.some((one) => one === id);
  const column = (id: ColumnId): TableColumnType<OrderRow> => {
    if (!isSorted(id)) return all[id];
    const sortOrder = sort === id ? "ascend" : sort === `-${id}` ? "descend" : null;
    // Newest first is how the list stands: there is nothing to be taken back.
    const ways: SortOrder[] = id === "received_at" ? ["descend", "ascend", "descend"] : ["ascend", "descend"];
    return { ...all[id], sorter: true, sortOrder, sortDirections: ways };
  };
  return (
    <Table<OrderRow>
      rowKey="id"
      size="small"
      sticky
      columns={columns.map(column)}
      onChange={(_pages, _filters, one) => {
        const { columnKey, order } = Array.isArray(one) ? (one[0] ?? {}) : one;
        const by = order && SORTED.find((id) => id === columnKey);
        const next = by && (order === "descend" ? (`-${by}` as const) : by);
        onSort(next === NEWEST ? undefined : next || undefined);
      }}
      dataSource={[...orders]}
      pagination={false}
      {...(chosen && onChoose
        ? {
            rowSelection: {
              selectedRowKeys: [...chosen],
              preserveSelectedRowKeys: true,
              getTitleCheckboxProps: () => ({ "aria-label": t("state.chooseAll") }),
              getCheckboxProps: ({ external_id }) => ({ "aria-label": external_id }),
              onChange: (ids) => onChoose(ids.map(String)),
            },
          }
        : {})}
      scroll={{ x: "max-content" }}
      rowClassName={styles.row ?? ""}
      onRow={(order) => ({
        onDoubleClick: () => void navigate({ to: "/orders/$orderId", params: { orderId: order.id } }),
      })}
    />
  );
}
