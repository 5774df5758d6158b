/** How well the file is kept: its backups, one made now, and whether the journal holds. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { v1 } from "../shell/client.ts";
import { keys, queryClient } from "../shell/query.ts";
import { answer } from "../shell/request.ts";
import { Screen } from "../shell/Screen.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Settings.module.css";
import { SettingsTabs } from "./SettingsTabs.tsx";

const readUpkeep = (signal: AbortSignal) => answer(v1.upkeep.$get({}, { init: { signal } }));
type Upkeep = Awaited<ReturnType<typeof readUpkeep>>;

/** While one is being made it is asked how far it is. */
const LOOK_MS = 1000;

export function BackupsPage() {
  const { t } = useTranslation();
  const tellFailure = useTellFailure();
  const upkeep = useQuery({
    queryKey: keys.upkeep,
    queryFn: ({ signal }) => readUpkeep(signal),
    refetchInterval: ({ state }) => (state.data?.backups.running ? LOOK_MS : false),
  });
  const begin = useMutation({
    mutationFn: () => answer(v1.upkeep.backups.$post({})),
    onSuccess: (now) => queryClient.setQueryData(keys.upkeep, now),
    onError: tellFailure,
  });
  const isRunning = begin.isPending || upkeep.data?.backups.running === true;
  return (
    <Screen
      bare
      title={t("upkeep.title")}
      hint={t("upkeep.hint")}
      filters={<SettingsTabs />}
      actions={
        <Button type="primary" loading={isRunning} onClick={() => begin.mutate()}>
          {isRunning ? t("upkeep.running") : t("upkeep.now")}
        </Button>
      }
    >
      {upkeep.isSuccess ? (
        <div className={styles.page}>
          <BackupsCard backups={upkeep.data.backups} />
          <JournalCard checkpoint={upkeep.data.checkpoint} />
          <section className={styles.card}>
            <h2>{t("upkeep.restore")}</h2>
            <p className={styles.last}>{t("upkeep.restoreHint")}</p>
          </section>
        </div>
      ) : null}
      {upkeep.isPending ? <Loading /> : null}
      {upkeep.isError ? <Failure of={upkeep} /> : null}
    </Screen>
  );
}

function BackupsCard({ backups }: { backups: Upkeep["backups"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { every_hours: hours, keep, kept, failure, running } = backups;
  return (
    <section className={styles.card}>
      <h2>{t("upkeep.backups")}</h2>
      <p>{hours === 0 ? t("upkeep.off") : t("upkeep.plan", { hours, keep })}</p>
      {failure !== null && !running ? (
        <Alert
          type="error"
          showIcon
          title={t("upkeep.failed", { at: format.dateTime(failure.at) })}
          description={format.text(failure.text)}
        />
      ) : null}
      {kept.length === 0 ? (
        <p className={styles.empty}>{t(hours === 0 ? "upkeep.noneByHand" : "upkeep.none")}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("upkeep.madeAt")}</th>
              <th>{t("upkeep.size")}</th>
            </tr>
          </thead>
          <tbody>
            {kept.map(({ at, bytes }) => (
              <tr key={at}>
                <td>{format.dateTime(at)}</td>
                <td>{format.bytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function JournalCard({ checkpoint: { at, entries, broken } }: { checkpoint: Upkeep["checkpoint"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = at === null ? t("upkeep.notYet") : t("upkeep.held", { at: format.dateTime(at), entries });
  return (
    <section className={styles.card}>
      <h2>{t("upkeep.journal")}</h2>
      <p>{t("upkeep.journalHint")}</p>
      {broken ? <Alert type="error" showIcon title={t("upkeep.broken")} /> : <p className={styles.last}>{said}</p>}
    </section>
  );
}
