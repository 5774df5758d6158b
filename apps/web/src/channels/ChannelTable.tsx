import { Link } from "@tanstack/react-router";
import { Button, Table, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Channels.module.css";
import { speaksAnother } from "./channel-fields.ts";
import type { ChannelView } from "./channels-api.ts";

interface ChannelTableProps {
  channels: readonly ChannelView[];
  onEdit: (channel: ChannelView) => void;
  onTest: (channel: ChannelView) => void;
  onRemove: (channel: ChannelView) => void;
}

export function ChannelTable({ channels, onEdit, onTest, onRemove }: ChannelTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useWorkspace()?.settings.language ?? "zh-CN";
  const nameOf = (channel: ChannelView) => (channel.built_in ? t("channels.kind.inbox") : channel.name);
  const fallbackName = (id: string | null) => channels.find((one) => one.id === id);
  const columns: TableColumnsType<ChannelView> = [
    {
      title: t("channels.column.name"),
      render: (_, channel) => (
        <>
          <span className={styles.name}>{nameOf(channel)}</span>
          <small className={styles.sub}>
            {channel.built_in ? t("channels.builtIn") : t(`channels.kind.${channel.kind}`)}
          </small>
        </>
      ),
    },
    {
      title: t("channels.column.state"),
      width: 190,
      render: (_, channel) => (
        <>
          <span className={styles.state} data-state={channel.state}>
            {t(`channels.state.${channel.state}`)}
          </span>
          {speaksAnother(channel, language) ? (
            <small className={styles.sub}>{t("channels.checkTemplate")}</small>
          ) : null}
          {channel.fault === null ? null : <small className={styles.sub}>{format.text(channel.fault.reason)}</small>}
        </>
      ),
    },
    {
      title: t("channels.column.fallback"),
      width: 190,
      ellipsis: true,
      render: (_, channel) => {
        const found = fallbackName(channel.fallback);
        return found ? nameOf(found) : <span className="quiet">{t("state.none")}</span>;
      },
    },
    {
      title: t("channels.column.waiting"),
      width: 90,
      align: "right",
      render: (_, channel) => <span className="num">{format.number(channel.waiting)}</span>,
    },
    {
      title: t("channels.column.dead"),
      width: 90,
      align: "right",
      render: (_, channel) =>
        channel.dead === 0 ? (
          <span className="num">0</span>
        ) : (
          <Link to="/settings/outbox" search={{ state: "dead" }}>
            {format.number(channel.dead)}
          </Link>
        ),
    },
    { title: t("channels.column.updated"), width: 150, render: (_, channel) => <Instant at={channel.updated_at} /> },
    {
      title: t("channels.column.actions"),
      width: 250,
      render: (_, channel) =>
        channel.built_in ? null : (
          <May permission="channels.manage">
            <Button size="small" type="link" disabled={channel.state === "incomplete"} onClick={() => onTest(channel)}>
              {t("channels.test")}
            </Button>
            <Button size="small" type="link" onClick={() => onEdit(channel)}>
              {t("channels.edit")}
            </Button>
            <Button size="small" type="link" danger onClick={() => onRemove(channel)}>
              {t("channels.remove")}
            </Button>
          </May>
        ),
    },
  ];
  return (
    <Table<ChannelView>
      rowKey="id"
      scroll={{ x: 1080 }}
      size="middle"
      sticky
      columns={columns}
      dataSource={[...channels]}
      pagination={false}
    />
  );
}
