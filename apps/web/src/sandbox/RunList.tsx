/** Earlier replays, newest first: what each was, how it ended, and its result again. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DatasetView, ReplaySummary } from "../replays/replays-api.ts";
import { replaysApi } from "../replays/replays-api.ts";
import type { FlowSummary } from "../shell/flow-query.ts";
import { keys } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { useVersionsText } from "./use-versions-text.ts";

const SHOWN = 20;
const EVERY_MS = 2000;

interface RunListProps {
  flows: readonly FlowSummary[];
  datasets: readonly DatasetView[];
  shown: string | null;
  onShow: (run: ReplaySummary) => void;
}

export function RunList({ flows, datasets, shown, onShow }: RunListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const failureText = useFailureText();
  const versionsText = useVersionsText();
  const runs = useQuery({
    queryKey: keys.replays,
    queryFn: ({ signal }) => replaysApi.replays(SHOWN, signal),
    refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === "running") ? EVERY_MS : false),
  });
  if (runs.isPending) return <p className="quiet">{t("state.loading")}</p>;
  if (runs.isError) return <p role="alert">{failureText(runs.error).title}</p>;
  if (runs.data.items.length === 0) return <p className="quiet">{t("runs.none")}</p>;
  const nameOf = (run: ReplaySummary) => flows.find(({ id }) => id === run.flow)?.name ?? run.flow;
  const outcome = (run: ReplaySummary) => {
    if (run.status !== "done") return t(`runs.status.${run.status}`);
    if (run.kind === "sweep") return t("runs.sweep");
    return run.against === null
      ? t("sandbox.orders", { n: format.number(run.orders) })
      : t("runs.differences", { n: format.number(run.differences_total) });
  };
  return (
    <ol className={styles.runs} data-testid="runs">
      {runs.data.items.map((run) => (
        <li key={run.id}>
          <button
            type="button"
            className={styles.dataset}
            data-chosen={run.id === shown || undefined}
            title={nameOf(run)}
            aria-current={run.id === shown || undefined}
            onClick={() => onShow(run)}
          >
            <span className={styles.runName}>
              <i data-status={run.status} aria-hidden />
              <b>{nameOf(run)}</b>
            </span>
            <small>
              {versionsText(run)} · {outcome(run)}
            </small>
            <small>
              {format.dateTime(run.started_at)} ·{" "}
              {run.dataset === null
                ? t("sandbox.workspaceOrders")
                : (datasets.find(({ id }) => id === run.dataset)?.name ?? t("runs.datasetGone"))}
            </small>
          </button>
        </li>
      ))}
    </ol>
  );
}
