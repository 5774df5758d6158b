import { useNavigate } from "@tanstack/react-router";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { OrderRow } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import { type ColumnId, orderColumns } from "./columns.tsx";
import styles from "./Orders.module.css";

interface OrderTableProps {
  orders: readonly OrderRow[];
  columns: readonly ColumnId[];
  /** Who may act on orders chooses some; they stay chosen from page to page. */
  chosen?: readonly string[];
  onChoose?: (ids: readonly string[]) => void;
}

export function OrderTable({ orders, columns, chosen, onChoose }: OrderTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const all = orderColumns(t, format);
  return (
    <Table<OrderRow>
      rowKey="id"
      size="small"
      sticky
      columns={columns.map((id) => all[id])}
      dataSource={[...orders]}
      pagination={false}
      {...(chosen && onChoose
        ? {
            rowSelection: {
              selectedRowKeys: [...chosen],
              preserveSelectedRowKeys: true,
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
