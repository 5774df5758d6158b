import { ControlOutlined, ImportOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { datasetsQuery } from "../replays/datasets.ts";
import type { StartReplay } from "../replays/replays-api.ts";
import { useReplay } from "../replays/use-replay.ts";
import { flowsQuery } from "../shell/flow-query.ts";
import { part } from "../shell/part.ts";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { toast } from "../shell/toasts.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { withWords } from "../words/load-words.ts";
import { DatasetList } from "./DatasetList.tsx";
import { RefusedRun } from "./RefusedRun.tsx";
import { RunHead } from "./RunHead.tsx";
import { RunList } from "./RunList.tsx";
import { defaultChoice, requestOf, startsWith } from "./replay-choice.ts";
import styles from "./Sandbox.module.css";

const ReplayResult = part(withWords(["designer", "differences", "together"], () => import("./ReplayResult.tsx")));
const ImportDialog = part(withWords(["intake", "orders"], () => import("./ImportDialog.tsx")));
const StartDialog = part(() => import("./StartDialog.tsx"));

/** The workspace's own recorded orders, beside imported sets. */
const OWN_ORDERS = "";

export function SandboxPage() {
  const { replay = null } = useSearch({ from: "/sandbox" });
  // Another replay is another page: nothing of the one before is left.
  return <Sandbox key={replay ?? "new"} shown={replay} />;
}

function Sandbox({ shown }: { shown: string | null }) {
  const { t } = useTranslation();
  const search = useSearch({ from: "/sandbox" });
  const navigate = useNavigate();
  const may = useMay("history.run");
  const zone = useWorkspace()?.zone ?? "Asia/Shanghai";
  const [dialog, setDialog] = useState<"import" | "start" | null>(null);
  const flows = useQuery(flowsQuery);
  const datasets = useQuery(datasetsQuery);
  const run = useReplay(shown, (replay) => void pick({ replay, ...(chosen === null ? {} : { dataset: chosen }) }));
  const ready = (datasets.data?.items ?? []).filter(({ status }) => status === "ready");
  const { flow, dataset } = startsWith({
    // One that cannot be shown points at nothing.
    ...{ replay: run.error ? null : shown, asked: search, run: run.replay, flows: flows.data?.items ?? [], ready },
  });
  const chosen = dataset === undefined ? null : (dataset ?? OWN_ORDERS);
  const pick = (next: { flow?: string; replay?: string; dataset?: string }) =>
    navigate({ to: "/sandbox", search: { ...(flow ? { flow } : {}), ...next }, replace: true });

  if (flows.isPending || datasets.isPending) return <Loading />;
  if (flows.isError) return <Failure of={flows} />;
  if (datasets.isError) return <Failure of={datasets} />;
  const begin = (request: StartReplay) => run.start(request);
  const start = () => {
    if (flow) begin(requestOf(defaultChoice(flows.data.items, flow, dataset ?? null), zone));
  };
  const choose = (id: string) => void pick({ ...(shown === null ? {} : { replay: shown }), dataset: id });

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
            onChange={(next: string) => void pick({ flow: next, ...(chosen === null ? {} : { dataset: chosen }) })}
          />
          <Button
            type="primary"
            icon={<PlayCircleOutlined aria-hidden />}
            disabled={!flow || !may || run.replay?.status === "running"}
            loading={run.starting}
            onClick={start}
          >
            {t("sandbox.start")}
          </Button>
          <Button icon={<ControlOutlined aria-hidden />} disabled={!flow || !may} onClick={() => setDialog("start")}>
            {t("start.more")}
          </Button>
          {may ? null : <p className="quiet">{t("state.lookOnly")}</p>}
        </section>
        <section className={styles.block}>
          <header className={styles.blockHead}>
            <h2>{t("sandbox.datasets")}</h2>
            <Button
              size="small"
              icon={<ImportOutlined aria-hidden />}
              disabled={!may}
              onClick={() => setDialog("import")}
            >
              {t("sandbox.import")}
            </Button>
          </header>
          <DatasetList datasets={datasets.data.items} chosen={chosen} own={OWN_ORDERS} onChoose={choose} />
          <Link to="/sandbox/data">{t("datasets.manage")}</Link>
        </section>
        <section className={styles.block}>
          <h2>{t("runs.title")}</h2>
          <RunList
            flows={flows.data.items}
            datasets={datasets.data.items}
            shown={shown}
            onShow={({ id, flow: of }) => void pick({ flow: of, replay: id })}
          />
        </section>
      </aside>
      <section className={styles.main} aria-label={t("sandbox.result")} data-testid="replay">
        {run.error ? (
          <RefusedRun error={run.error} flow={run.flow} onRetry={start} />
        ) : (
          <RunView run={run} noFlows={flows.data.items.length === 0} canStart={may} onStart={start} />
        )}
      </section>
      <Suspense fallback={null}>
        {dialog === "import" ? (
          <ImportDialog
            onClose={() => setDialog(null)}
            onImported={(id) => {
              toast("ok", t("datasets.begun"));
              choose(id);
            }}
          />
        ) : null}
        {dialog === "start" && flow ? (
          <StartDialog
            flows={flows.data.items}
            datasets={ready}
            flow={flow}
            dataset={dataset ?? null}
            onStart={begin}
            onClose={() => setDialog(null)}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

interface RunViewProps {
  run: ReturnType<typeof useReplay>;
  noFlows: boolean;
  canStart: boolean;
  onStart: () => void;
}

function RunView({ run, noFlows, canStart, onStart }: RunViewProps) {
  const { t } = useTranslation();
  const { replay } = run;
  if (!replay) {
    if (run.starting) return <Loading label={t("sandbox.starting")} />;
    if (noFlows)
      return (
        <Empty title={t("sandbox.noFlows")} hint={t("sandbox.noFlowsHint")}>
          <Link to="/flows">{t("sandbox.toFlows")}</Link>
        </Empty>
      );
    return (
      <Empty title={t("sandbox.emptyTitle")} hint={t("sandbox.emptyHint")}>
        <Button type="primary" disabled={!canStart} onClick={onStart}>
          {t("sandbox.start")}
        </Button>
      </Empty>
    );
  }
  return (
    <>
      <RunHead replay={replay} run={run} />
      <Suspense fallback={<Loading isPart />}>
        <ReplayResult replay={replay} />
      </Suspense>
    </>
  );
}
