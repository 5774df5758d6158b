/** 覆盖: recorded orders through this draft, counted on the canvas, with the branches that nothing took. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress, Select } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { branchRows } from "../../replays/branch-rows.ts";
import { readyDatasetsQuery } from "../../replays/datasets.ts";
import type { ReplayView } from "../../replays/replays-api.ts";
import { useReplay } from "../../replays/use-replay.ts";
import { Failure } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { useActions } from "../use-actions.ts";
import { useNodeName } from "../use-node-name.ts";
import styles from "./Drawer.module.css";

const WORKSPACE_ORDERS = "";

export default function Coverage({ flowId }: { flowId: string }) {
  const { editor, overlay } = useDrawing();
  const { t } = useTranslation();
  const [dataset, setDataset] = useState<string>();
  const datasets = useQuery(readyDatasetsQuery);
  const run = useReplay();
  const { replay } = run;
  const chosen = dataset ?? datasets.data?.items[0]?.id ?? WORKSPACE_ORDERS;

  useEffect(() => {
    if (!replay || replay.status === "failed") return;
    const { processed, orders: total, nodes, edges, ports, rows } = replay;
    // Before the first order nothing is untouched.
    overlay.setState({ trail: null, counts: processed === 0 ? null : { total, nodes, edges, ports, rows } });
  }, [replay, overlay]);
  useEffect(() => () => overlay.setState({ counts: null }), [overlay]);

  async function start() {
    await editor.flush();
    run.start({ flow: flowId, version: "draft", ...(chosen === WORKSPACE_ORDERS ? {} : { dataset: chosen }) });
  }

  return (
    <div className={styles.coverage}>
      <div className={styles.row}>
        <Select
          aria-label={t("coverage.dataset")}
          style={{ width: 260 }}
          value={chosen}
          options={[
            ...(datasets.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
            { value: WORKSPACE_ORDERS, label: t("sandbox.workspaceOrders") },
          ]}
          onChange={setDataset}
        />
        {replay?.status === "running" ? (
          <Button onClick={run.cancel}>{t("sandbox.cancel")}</Button>
        ) : (
          <Button type="primary" loading={run.starting} onClick={() => void start()}>
            {t("coverage.run")}
          </Button>
        )}
        {replay ? <Done replay={replay} /> : <span className="quiet">{t("coverage.hint")}</span>}
      </div>
      {run.error ? <Failure error={run.error} /> : null}
      {replay && replay.status !== "running" && replay.processed > 0 ? (
        <Link to="/sandbox" search={{ flow: flowId, replay: replay.id }}>
          {t("coverage.whichOrders")}
        </Link>
      ) : null}
      {replay ? <Branches replay={replay} /> : null}
    </div>
  );
}

function Done({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (replay.status === "running") {
    const percent = replay.total === 0 ? 0 : Math.floor((100 * replay.processed) / replay.total);
    return <Progress percent={percent} size="small" style={{ width: 200 }} />;
  }
  if (replay.failed) return <span role="alert">{format.text(replay.failed)}</span>;
  return <span>{t(`sandbox.status.${replay.status}`, { n: format.number(replay.processed) })}</span>;
}

function Branches({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  const nodeName = useNodeName();
  const document = useEditor((state) => state.document);
  const rows = branchRows(document, replay).sort((a, b) => a.count - b.count);
  return (
    <table className={styles.table} data-testid="coverage-table">
      <thead>
        <tr>
          <th>{t("coverage.branch")}</th>
          <th>{t("coverage.orders")}</th>
          <th>{t("coverage.share")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.node}:${row.port.id}`} data-zero={row.count === 0 || undefined}>
            <td>
              <Button type="link" size="small" onClick={() => actions.show(row.node)}>
                {nodeName(row.node)} · {format.text(row.port.label)}
              </Button>
            </td>
            <td>{format.number(row.count)}</td>
            <td>{row.count === 0 ? t("canvas.untouched") : format.percent(row.count, row.reached)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
