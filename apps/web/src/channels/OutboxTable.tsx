import { Link } from "@tanstack/react-router";
import { Button, Popover, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Channels.module.css";
import type { DeliveryView } from "./channels-api.ts";

interface OutboxTableProps {
  rows: readonly DeliveryView[];
  /** The delivery that is being sent again. */
  busy: string | null;
  onResend: (row: DeliveryView) => void;
}

/** Nothing more is tried until a person sends it again. */
const isOver = ({ state }: DeliveryView): boolean => state === "dead" || state === "unaddressed";
/** Waits for the end of quiet hours. */
const HELD = "quiet_hours";

/** Where a person adds what is wanting. */
const AT_CONTACTS = new Set(["no_recipient", "missed"]);

function AddWanting({ row }: { row: DeliveryView }) {
  const { t } = useTranslation();
  if (row.brand !== null)
    return (
      <Link to="/settings/brands/$brandId" params={{ brandId: row.brand }}>
        {t("outbox.addContacts")}
      </Link>
    );
  return AT_CONTACTS.has(row.code ?? "") ? <Link to="/settings/contacts">{t("outbox.addAddress")}</Link> : null;
}

/** What the vendor itself said: the words that its support asks for. */
function Answer({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      title={t("channels.testAnswer")}
      content={<pre className={styles.vendor}>{text}</pre>}
      destroyOnHidden
    >
      <Button type="link" size="small" className={styles.asked ?? ""}>
        {t("channels.testAnswer")}
      </Button>
    </Popover>
  );
}

export function OutboxTable({ rows, busy, onResend }: OutboxTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const channelName = (row: DeliveryView) => {
    if (row.channel === null) return t(row.state === "unaddressed" ? "state.none" : "outbox.noChannel");
    return row.channel.kind === "inbox" ? t("channels.kind.inbox") : row.channel.name;
  };
  const said = (row: DeliveryView) => {
    const parts = [
      row.reason ? format.text(row.reason) : "",
      row.passed_to === null ? "" : t("outbox.passedTo", { name: row.passed_to }),
      row.digest !== null ? t("outbox.inDigest") : "",
      row.state === "pending" && row.attempts > 0 && row.next_at !== null
        ? t("outbox.next", { at: format.dateTime(row.next_at) })
        : "",
      row.resent > 0 ? t("outbox.resent", { n: row.resent }) : "",
    ];
    return parts.filter((part) => part !== "").join(" · ");
  };
  const columns: TableColumnsType<DeliveryView> = [
    { title: t("outbox.column.at"), width: 140, render: (_, row) => <Instant at={row.created_at} /> },
    {
      title: t("outbox.column.title"),
      render: (_, row) => (
        <>
          <span className={styles.name}>{row.title}</span>
          <small className={styles.sub}>
            {row.kind === "digest" ? t("outbox.digest") : null}
            {row.order === null ? null : (
              <Link to="/orders/$orderId" params={{ orderId: row.order.id }}>
                {t("outbox.order", { number: row.order.external_id ?? row.order.id })}
              </Link>
            )}
          </small>
        </>
      ),
    },
    {
      title: t("outbox.column.to"),
      width: 120,
      ellipsis: true,
      render: (_, row) => {
        if (row.to.length > 0) return row.to.join(t("state.comma"));
        return row.state === "unaddressed" ? t("state.none") : t("inbox.everyone");
      },
    },
    { title: t("outbox.column.channel"), width: 150, ellipsis: true, render: (_, row) => channelName(row) },
    {
      title: t("outbox.column.state"),
      width: 110,
      render: (_, row) => (
        <span className={styles.state} data-state={row.state}>
          {t(`outbox.state.${row.state}`)}
        </span>
      ),
    },
    {
      title: t("outbox.column.attempts"),
      width: 70,
      align: "right",
      render: (_, row) => <span className="num">{format.number(row.attempts)}</span>,
    },
    {
      title: t("outbox.column.reason"),
      width: 290,
      render: (_, row) => (
        <>
          <span className={styles.reason}>{said(row)}</span>{" "}
          {row.state === "unaddressed" ? <AddWanting row={row} /> : null}
          {row.state === "delivered" || !row.answer ? null : <Answer text={row.answer} />}
        </>
      ),
    },
    {
      title: t("channels.column.actions"),
      width: 110,
      render: (_, row) =>
        isOver(row) || (row.status === "waiting" && (row.attempts > 0 || row.code === HELD)) ? (
          <May permission="outbox.manage">
            <Button size="small" loading={busy === row.id} onClick={() => onResend(row)}>
              {t(isOver(row) ? "outbox.resend" : "outbox.sendNow")}
            </Button>
          </May>
        ) : null,
    },
  ];
  return (
    <Table<DeliveryView>
      rowKey="id"
      size="small"
      sticky
      columns={columns}
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 1180 }}
    />
  );
}
