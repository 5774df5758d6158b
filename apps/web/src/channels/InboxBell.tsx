/** What people are told, in the top navigation: how many are open, and a list to acknowledge from. */
import { BellOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Popover, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { queryClient } from "../shell/query.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import { AllAtOnce, useFlood } from "./AllAtOnce.tsx";
import styles from "./Channels.module.css";
import { channelKeys, channelsApi, type InboxView } from "./channels-api.ts";
import { linesOf, titleOf } from "./inbox-text.ts";

const LOOK_EVERY_MS = 15_000;
const MOST_SHOWN = 99;

export default function InboxBell() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [onlyOpen, setOnlyOpen] = useState(true);
  const inbox = useQuery({
    queryKey: channelKeys.inbox(onlyOpen),
    queryFn: ({ signal }) => channelsApi.inbox(onlyOpen, signal),
    refetchInterval: LOOK_EVERY_MS,
  });
  const unread = inbox.data?.unread ?? 0;
  const flood = useFlood();

  function list() {
    if (inbox.isPending) return <Loading />;
    if (inbox.isError) return <Failure of={inbox} />;
    if (inbox.data.items.length === 0) return <Empty title={t("inbox.emptyTitle")} hint={t("inbox.emptyHint")} />;
    return (
      <ul className={styles.entries}>
        {inbox.data.items.map((entry) => (
          <Entry key={entry.id} entry={entry} onLeave={() => setOpen(false)} />
        ))}
        {inbox.data.nextCursor === null ? null : <li className="quiet">{t("inbox.more")}</li>}
      </ul>
    );
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <section className={styles.inbox} aria-label={t("inbox.title")} data-testid="inbox">
          <header className={styles.inboxHead}>
            <h2>{t("inbox.title")}</h2>
            <Segmented
              size="small"
              value={onlyOpen ? "open" : "all"}
              options={[
                { value: "open", label: t("inbox.unread") },
                { value: "all", label: t("inbox.all") },
              ]}
              onChange={(value) => setOnlyOpen(value === "open")}
            />
          </header>
          {isOpen ? <AllAtOnce alerts={inbox.data?.alerts ?? 0} flood={flood} /> : null}
          {isOpen ? list() : null}
        </section>
      }
    >
      <Button
        type="text"
        className={styles.bell ?? ""}
        aria-label={t("inbox.label", { n: unread })}
        data-testid="inbox-bell"
      >
        <BellOutlined aria-hidden />
        {unread > 0 ? (
          <span className={styles.count} aria-hidden>
            {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
          </span>
        ) : null}
      </Button>
    </Popover>
  );
}

function Entry({ entry, onLeave }: { entry: InboxView; onLeave: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const acknowledge = useMutation({
    mutationFn: () => channelsApi.acknowledge(entry.id),
    onSuccess: ({ stopped }) => {
      void queryClient.invalidateQueries({ queryKey: ["inbox"] });
      if (entry.order !== null) void queryClient.invalidateQueries({ queryKey: ["order", entry.order] });
      toast("ok", stopped > 0 ? t("inbox.stopped") : t("inbox.done"));
    },
    onError: tellFailure,
  });
  const by = entry.acknowledged_by === "local" ? t("inbox.someone") : entry.acknowledged_by;
  return (
    <li className={styles.entry}>
      <p className={styles.entryTitle}>
        <span className={styles.level} data-level={entry.level}>
          {t("inbox.level", { n: entry.level })}
        </span>
        {titleOf(entry, { t, format })}
      </p>
      <small>
        <Instant at={entry.at} /> · {entry.people.map(({ name }) => name).join(t("state.comma")) || t("inbox.everyone")}
        {linesOf(entry, { t, format })
          .map((line) => ` · ${line}`)
          .join("")}
      </small>
      <div className={styles.side}>
        {entry.acknowledged_at === null ? (
          <May permission="outbox.manage">
            <Button size="small" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
              {t("inbox.acknowledge")}
            </Button>
          </May>
        ) : (
          <small>{t("inbox.acknowledged", { by })}</small>
        )}
        {entry.said?.code === "channel_fault" ? (
          <Link to="/settings/channels" onClick={onLeave}>
            {t("inbox.openChannels")}
          </Link>
        ) : null}
        {entry.said?.code === "no_contacts" ? (
          <Link to="/settings/brands/$brandId" params={{ brandId: String(entry.said.values.brand) }} onClick={onLeave}>
            {t("inbox.openBrand")}
          </Link>
        ) : null}
        {entry.said?.code === "report" ? (
          <Link to="/boards/figures" search={{ kept: entry.said.values.id }} onClick={onLeave}>
            {t("inbox.openReport")}
          </Link>
        ) : null}
        {entry.flow === null ? null : (
          <Link to="/flows/$flowId" params={{ flowId: entry.flow }} onClick={onLeave}>
            {t("inbox.openFlow")}
          </Link>
        )}
        {entry.order === null ? null : (
          <Link to="/orders/$orderId" params={{ orderId: entry.order }} onClick={onLeave}>
            {t("inbox.openOrder")}
          </Link>
        )}
      </div>
    </li>
  );
}
