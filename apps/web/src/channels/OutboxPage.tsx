import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsTabs } from "../settings/SettingsTabs.tsx";
import { Dialog } from "../shell/Dialog.tsx";
import { May } from "../shell/May.tsx";
import { Pager } from "../shell/Pager.tsx";
import { queryClient } from "../shell/query.ts";
import { Screen } from "../shell/Screen.tsx";
import { withPages } from "../shell/search-read.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Channels.module.css";
import { channelKeys, channelsApi, type DeliveryState, type DeliveryView } from "./channels-api.ts";
import { OutboxTable } from "./OutboxTable.tsx";

const STATES: readonly DeliveryState[] = ["pending", "delivered", "passed_on", "unaddressed", "dead"];

export function OutboxPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const navigate = useNavigate();
  const { state, pages: trail = [] } = useSearch({ from: "/settings/outbox" });
  const ofState = state === undefined ? {} : { state };
  const setTrail = (pages: readonly string[]) =>
    void navigate({ to: "/settings/outbox", search: { ...ofState, ...withPages(pages) } });
  const [asking, setAsking] = useState(false);
  const [quiet, setQuiet] = useState(false);
  /** In the quiet hours of whom it is for. */
  const [atNight, setAtNight] = useState<DeliveryView | null>(null);
  const cursor = trail.at(-1);
  const query = { ...ofState, ...(cursor === undefined ? {} : { cursor }) };
  const outbox = useQuery({
    queryKey: channelKeys.outbox(query),
    queryFn: ({ signal }) => channelsApi.outbox(query, signal),
    placeholderData: keepPreviousData,
  });
  const resent = (n: number) => {
    void queryClient.invalidateQueries({ queryKey: ["outbox"] });
    toast("ok", t("outbox.resendDone", { n: format.number(n) }));
  };
  const onError = tellFailure;
  const resend = useMutation({
    mutationFn: channelsApi.resend,
    onSuccess: () => resent(1),
    onError,
    onSettled: () => setAtNight(null),
  });
  const resendAll = useMutation({
    mutationFn: channelsApi.resendAll,
    onSuccess: (done) => {
      setAsking(false);
      resent(done.resent);
    },
    onError,
  });
  const counts = outbox.data?.counts;
  const ended = state === "unaddressed" ? state : "dead";
  const over = counts?.[ended] ?? 0;
  const show = (next: string) => {
    const found = STATES.find((one) => one === next);
    void navigate({ to: "/settings/outbox", search: found === undefined ? {} : { state: found } });
  };

  function content() {
    if (outbox.isPending) return <Loading />;
    if (outbox.isError) return <Failure of={outbox} />;
    if (outbox.data.items.length === 0) {
      return (
        <Empty
          title={state === "dead" || state === "unaddressed" ? t("outbox.noneDead") : t("outbox.emptyTitle")}
          hint={t("outbox.emptyHint")}
        />
      );
    }
    return (
      <OutboxTable
        rows={outbox.data.items}
        busy={resend.isPending ? resend.variables.id : null}
        onResend={(row) => (row.quiet_until === null ? resend.mutate({ id: row.id, quiet: false }) : setAtNight(row))}
      />
    );
  }

  const next = outbox.data?.nextCursor ?? null;
  const label = (one: DeliveryState) =>
    counts === undefined ? t(`outbox.state.${one}`) : `${t(`outbox.state.${one}`)} ${format.number(counts[one])}`;
  return (
    <Screen
      title={t("settings.outbox")}
      hint={t("outbox.hint")}
      actions={
        <May permission="outbox.manage">
          <Button disabled={over === 0} onClick={() => setAsking(true)}>
            {t("outbox.resendAll")}
          </Button>
        </May>
      }
      filters={
        <>
          <SettingsTabs />
          <Segmented
            aria-label={t("outbox.filter")}
            value={state ?? "all"}
            options={[
              { value: "all", label: t("outbox.all") },
              ...STATES.map((one) => ({ value: one, label: label(one) })),
            ]}
            onChange={show}
          />
        </>
      }
    >
      <div className={styles.page}>
        <div className={styles.rows}>{content()}</div>
        <Pager trail={trail} next={next} onChange={setTrail} />
      </div>
      <Dialog
        open={asking}
        width={420}
        title={t("outbox.resendAll")}
        okText={t("outbox.resendAll")}
        okButtonProps={{ loading: resendAll.isPending }}
        onOk={() => resendAll.mutate({ state: ended, quiet })}
        onCancel={() => setAsking(false)}
      >
        <p>{t(`outbox.resendAsk.${ended}`, { n: format.number(over) })}</p>
        <Checkbox checked={quiet} onChange={(event) => setQuiet(event.target.checked)}>
          {t("outbox.keepQuiet")}
        </Checkbox>
      </Dialog>
      <Dialog
        open={atNight !== null}
        width={420}
        title={t("outbox.resend")}
        footer={
          <>
            <Button
              disabled={resend.isPending}
              onClick={() => atNight && resend.mutate({ id: atNight.id, quiet: true })}
            >
              {t("outbox.sendLater", { at: format.dateTime(atNight?.quiet_until ?? 0) })}
            </Button>
            <Button
              type="primary"
              loading={resend.isPending}
              onClick={() => atNight && resend.mutate({ id: atNight.id, quiet: false })}
            >
              {t("outbox.sendNow")}
            </Button>
          </>
        }
        onCancel={() => setAtNight(null)}
      >
        {t("outbox.atNight")}
      </Dialog>
    </Screen>
  );
}
