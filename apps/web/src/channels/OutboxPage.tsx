import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
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
import { channelKeys, channelsApi, type DeliveryState } from "./channels-api.ts";
import { OutboxTable } from "./OutboxTable.tsx";

const STATES: readonly DeliveryState[] = ["pending", "delivered", "passed_on", "dead"];

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
  const cursor = trail.at(-1);
  const query = { ...ofState, ...(cursor === undefined ? {} : { cursor }) };
  const outbox = useQuery({
    queryKey: channelKeys.outbox(query),
    queryFn: ({ signal }) => channelsApi.outbox(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
  const resent = (n: number) => {
    void queryClient.invalidateQueries({ queryKey: ["outbox"] });
    toast("ok", t("outbox.resendDone", { n: format.number(n) }));
  };
  const onError = tellFailure;
  const resend = useMutation({ mutationFn: channelsApi.resend, onSuccess: () => resent(1), onError });
  const resendAll = useMutation({
    mutationFn: channelsApi.resendAll,
    onSuccess: (done) => {
      setAsking(false);
      resent(done.resent);
    },
    onError,
  });
  const counts = outbox.data?.counts;
  const dead = counts?.dead ?? 0;
  const show = (next: string) => {
    const found = STATES.find((one) => one === next);
    void navigate({ to: "/settings/outbox", search: found === undefined ? {} : { state: found } });
  };

  function content() {
    if (outbox.isPending) return <Loading />;
    if (outbox.isError) return <Failure of={outbox} />;
    if (outbox.data.items.length === 0) {
      return (
        <Empty title={state === "dead" ? t("outbox.noneDead") : t("outbox.emptyTitle")} hint={t("outbox.emptyHint")} />
      );
    }
    return (
      <OutboxTable
        rows={outbox.data.items}
        busy={resend.isPending ? resend.variables : null}
        onResend={(id) => resend.mutate(id)}
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
          <Button disabled={dead === 0} onClick={() => setAsking(true)}>
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
        onOk={() => resendAll.mutate()}
        onCancel={() => setAsking(false)}
      >
        {t("outbox.resendAsk", { n: format.number(dead) })}
      </Dialog>
    </Screen>
  );
}
