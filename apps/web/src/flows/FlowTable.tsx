import { Link, useNavigate } from "@tanstack/react-router";
import { Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import type { FlowSummary } from "../shell/flow-query.ts";
import { Instant } from "../shell/Instant.tsx";
import { useMay } from "../shell/session.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./FlowTable.module.css";
import { InheritedRule, OrderHandle, useFlowOrder, useInherited } from "./flow-order.tsx";

interface FlowTableProps {
  flows: readonly FlowSummary[];
  /** All flows are shown: their order can be changed. */
  whole: boolean;
}

export function FlowTable({ flows, whole }: FlowTableProps) {
  const order = useFlowOrder(flows);
  const mayOrder = useMay("flows.publish");
  const rules = useInherited(flows);
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const brandName = (id: string) => workspace?.brands.find((brand) => brand.id === id)?.name ?? id;
  const personName = (id: string | null) => workspace?.people.find((person) => person.id === id)?.name ?? id;
  const columns: TableColumnsType<FlowSummary> = [
    {
      title: t("order.title"),
      width: 92,
      render: (_, flow, index) => (
        <OrderHandle order={order} id={flow.id} index={index} disabled={!(whole && mayOrder)} />
      ),
    },
    {
      title: t("flows.name"),
      dataIndex: "name",
      width: 220,
      render: (name: string, flow) => (
        <Link to="/flows/$flowId" params={{ flowId: flow.id }} className={styles.name ?? ""}>
          {name}
        </Link>
      ),
    },
    {
      title: t("flows.status"),
      width: 120,
      render: (_, flow) => (
        <span className={styles.status} data-status={flow.status}>
          {t(`flows.state.${flow.status}`)}
        </span>
      ),
    },
    {
      title: t("flows.version"),
      width: 90,
      render: (_, flow) =>
        flow.live_version === null ? <span className="quiet">{t("state.none")}</span> : `v${flow.live_version}`,
    },
    { title: t("flows.published"), width: 136, render: (_, flow) => <Instant at={flow.published_at} /> },
    {
      title: t("flows.hits7d"),
      width: 112,
      align: "right",
      render: (_, flow) => <span className="num">{format.number(flow.hits7d)}</span>,
    },
    { title: t("flows.lastHit"), width: 136, render: (_, flow) => <Instant at={flow.last_hit_at} /> },
    {
      title: t("flows.brand"),
      width: 100,
      ellipsis: true,
      render: (_, flow) =>
        flow.brands.length === 0 ? t("flows.allBrands") : flow.brands.map(brandName).join(t("state.comma")),
    },
    ...(rules === null
      ? []
      : [
          {
            title: t(`order.${rules}.title`),
            width: 136,
            render: (_: unknown, flow: FlowSummary) => <InheritedRule flow={flow} rules={rules} />,
          },
        ]),
    {
      title: t("flows.owner"),
      width: 96,
      render: (_, flow) => personName(flow.owner) ?? <span className="quiet">{t("state.none")}</span>,
    },
  ];
  return (
    <Table<FlowSummary>
      rowKey="id"
      size="middle"
      sticky
      columns={columns}
      dataSource={[...flows]}
      pagination={false}
      rowClassName={styles.row ?? ""}
      onRow={(flow) => ({
        ...(whole ? order.row(flow.id) : {}),
        onDoubleClick: () => void navigate({ to: "/flows/$flowId", params: { flowId: flow.id } }),
      })}
    />
  );
}
