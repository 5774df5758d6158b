import { ImportOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Progress, Select } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../shell/api.ts";
import { keys } from "../shell/query.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import type { ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import { DatasetList } from "./DatasetList.tsx";
import styles from "./Sandbox.module.css";
import { type ReplayRun, useReplay } from "./use-replay.ts";

const ReplayResult = lazy(() => import("./ReplayResult.tsx"));
const ImportDialog = lazy(() => import("./ImportDialog.tsx"));

/** The workspace's own recorded orders, beside imported sets. */
const OWN_ORDERS = "";

export function SandboxPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/sandbox" });
  const navigate = useNavigate();
  const [importing, setImporting] = useState(false);
  const [dataset, setDataset] = useState<string>();
  const flows = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal) });
  const datasets = useQuery({ queryKey: keys.datasets, queryFn: ({ signal }) => api.datasets(signal) });
  const flow = search.flow ?? flows.data?.items[0]?.id;
  const chosen = dataset ?? datasets.data?.items[0]?.id ?? OWN_ORDERS;
  const pick = (next: { flow?: string; replay?: string }) => navigate({ to: "/sandbox", search: next, replace: true });
  const run = useReplay(search.replay ?? null, (replay) => void pick({ ...(flow ? { flow } : {}), replay }));

  function start() {
    if (!flow) return;
    run.start({ flow, version: "draft", ...(chosen === OWN_ORDERS ? {} : { dataset: chosen }) });
  }

  if (flows.isPending || datasets.isPending) return <Loading />;
  if (flows.isError) return <Failure error={flows.error} onRetry={() => void flows.refetch()} />;
  if (datasets.isError) return <Failure error={datasets.error} onRetry={() => void datasets.refetch()} />;

  return (
    <div className={styles.sandbox}>
      <aside className={styles.side}>
        <section className={styles.block}>
          <h2>{t("sandbox.run")}</h2>
          <label htmlFor="sandbox-flow">{t("sandbox.flow")}</label>
          <Select
            id="sandbox-flow"
            aria-label={t("sandbox.flow")}
            {...(flow === undefined ? {} : { value: flow })}
            options={flows.data.items.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(next: string) => void pick({ flow: next })}
          />
          <Button
            type="primary"
            icon={<PlayCircleOutlined aria-hidden />}
            disabled={!flow || run.replay?.status === "running"}
            loading={run.starting}
            onClick={start}
          >
            {t("sandbox.start")}
          </Button>
        </section>
        <section className={styles.block}>
          <header className={styles.blockHead}>
            <h2>{t("sandbox.datasets")}</h2>
            <Button size="small" icon={<ImportOutlined aria-hidden />} onClick={() => setImporting(true)}>
              {t("sandbox.import")}
            </Button>
          </header>
          <DatasetList datasets={datasets.data.items} chosen={chosen} own={OWN_ORDERS} onChoose={setDataset} />
        </section>
      </aside>
      <section className={styles.main} aria-label={t("sandbox.result")} data-testid="replay">
        {run.error ? <Failure error={run.error} onRetry={start} /> : <RunView run={run} onStart={start} />}
      </section>
      <Suspense fallback={null}>
        {importing ? <ImportDialog onClose={() => setImporting(false)} onImported={setDataset} /> : null}
      </Suspense>
    </div>
  );
}

function RunView({ run, onStart }: { run: ReplayRun; onStart: () => void }) {
  const { t } = useTranslation();
  const { replay } = run;
  if (!replay) {
    if (run.starting) return <Loading label={t("sandbox.starting")} />;
    return (
      <Empty title={t("sandbox.emptyTitle")} hint={t("sandbox.emptyHint")}>
        <Button type="primary" onClick={onStart}>
          {t("sandbox.start")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <RunHead replay={replay} onCancel={run.cancel} />
      <Suspense fallback={<Loading />}>
        <ReplayResult replay={replay} />
      </Suspense>
    </>
  );
}

function RunHead({ replay, onCancel }: { replay: ReplayView; onCancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = replay.total === 0 ? 0 : Math.floor((100 * replay.processed) / replay.total);
  const running = replay.status === "running";
  return (
    <header className={styles.runHead}>
      <strong data-testid="replay-status">
        {t(`sandbox.status.${replay.status}`, { n: format.number(replay.processed) })}
      </strong>
      {running ? <Progress percent={percent} size="small" className={styles.progress ?? ""} /> : null}
      <span className="quiet">
        {t("sandbox.ofTotal", { processed: format.number(replay.processed), total: format.number(replay.total) })}
      </span>
      {replay.error ? <span className={styles.why}>{replay.error}</span> : null}
      {running ? (
        <Button size="small" onClick={onCancel}>
          {t("sandbox.cancel")}
        </Button>
      ) : null}
    </header>
  );
}
