/** A night's flood of alerts, acknowledged in one act: a piece at a time, each for itself, and it can be stopped. */
import { useMutation } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { eachRecord } from "../shell/each-record.ts";
import { May } from "../shell/May.tsx";
import { queryClient } from "../shell/query.ts";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Channels.module.css";
import { channelsApi } from "./channels-api.ts";

/** Kept by whoever stays on the screen: it goes on while the list is shut. */
export function useFlood() {
  const { t } = useTranslation();
  const format = useFormat();
  const tellFailure = useTellFailure();
  const [seen, setSeen] = useState(0);
  const stopped = useRef(false);
  const walk = useMutation({
    // `total`: how many there were when it was asked for; what comes meanwhile has been seen by nobody.
    mutationFn: async (_total: number) => {
      stopped.current = false;
      setSeen(0);
      const sum = { met: 0, done: 0, ended: 0 };
      await eachRecord({
        page: async (cursor) => {
          const { items, nextCursor } = await channelsApi.openAlerts(cursor);
          return { ids: items.map(({ id }) => id), next: nextCursor };
        },
        act: async (ids) => {
          for (const { result, stopped: ended } of (await channelsApi.acknowledgeMany(ids)).items) {
            if (result === "acknowledged") sum.done += 1;
            sum.ended += ended;
          }
          sum.met += ids.length;
          setSeen(sum.met);
        },
        isStopped: () => stopped.current,
      });
      return sum;
    },
    onSuccess: ({ met, done, ended }) => {
      const parts = [t("inbox.acknowledgedAll", { n: format.number(done) })];
      if (ended > 0) parts.push(t("inbox.endedAll", { n: format.number(ended) }));
      if (met > done) parts.push(t("inbox.byOthers", { n: format.number(met - done) }));
      toast("ok", parts.join(t("state.and")));
    },
    onError: tellFailure,
    // What was done before it was stopped, or failed, is done.
    onSettled: async () => {
      void queryClient.invalidateQueries({ queryKey: ["order"] });
      await queryClient.invalidateQueries({ queryKey: ["inbox"] });
    },
  });
  return {
    seen,
    total: walk.variables ?? 0,
    isRunning: walk.isPending,
    begin: (total: number) => walk.mutate(total),
    stop: () => {
      stopped.current = true;
    },
  };
}

/** `alerts`: how many nobody has acknowledged. A task ends when somebody has done it, not when it was read. */
export function AllAtOnce({ alerts, flood }: { alerts: number; flood: ReturnType<typeof useFlood> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const n = format.number(alerts);
  if (flood.isRunning) {
    const { seen, total } = flood;
    return (
      <div className={styles.flood}>
        <span role="status">{t("inbox.acknowledging", { n: format.number(seen), of: format.number(total) })}</span>
        <Button size="small" onClick={flood.stop}>
          {t("inbox.stop")}
        </Button>
        <Progress
          percent={total === 0 ? 0 : Math.min(100, Math.floor((seen / total) * 100))}
          showInfo={false}
          size="small"
          aria-label={t("inbox.acknowledgeAll", { n: format.number(total) })}
        />
      </div>
    );
  }
  if (alerts < 2) return null;
  return (
    <May permission="outbox.manage">
      <Confirm
        title={t("inbox.acknowledgeAllAsk", { n })}
        okText={t("inbox.acknowledge")}
        onConfirm={() => flood.begin(alerts)}
      >
        <Button size="small" block>
          {t("inbox.acknowledgeAll", { n })}
        </Button>
      </Confirm>
    </May>
  );
}
