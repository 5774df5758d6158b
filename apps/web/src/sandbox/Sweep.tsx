/** What if this number were another: one replay for each value, the figures in one chart. */
import type { FlowDocument } from "@switchyard/flow";
import { factSpec } from "@switchyard/orders";
import { useMutation } from "@tanstack/react-query";
import { Button, Input, Progress, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNodeName } from "../designer/use-node-name.ts";
import { Failure } from "../shell/states.tsx";
import type { ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { type Side, type SweepRequest, sandboxApi } from "./sandbox-api.ts";
import { amountOf, sweepablesOf, valuesOf } from "./sweepable.ts";
import { useReplay } from "./use-replay.ts";

const KPIS = {
  undecided: (side: Side) => side.undecided,
  alerts: (side: Side) => Object.values(side.alerts).reduce((sum, count) => sum + count, 0),
  breached: (side: Side) => side.watches.breached,
  saved: (side: Side) => side.merge.saved,
  late: (side: Side) => side.merge.late,
} as const;
type Kpi = keyof typeof KPIS;

export function Sweep({ replay, document }: { replay: ReplayView; document: FlowDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nodeName = useNodeName();
  const choices = sweepablesOf(document);
  const [place, setPlace] = useState(0);
  const [text, setText] = useState("1, 2, 3, 4, 5, 6, 7");
  const [id, setId] = useState<string | null>(null);
  const factName = (fact: string) => {
    const spec = factSpec(fact);
    return spec ? format.text(spec.label) : fact;
  };
  const chosen = choices[place];
  const values = chosen === undefined ? null : valuesOf(chosen, text);
  const start = useMutation({
    mutationFn: (request: SweepRequest) => sandboxApi.sweep(request),
    onSuccess: (started) => setId(started.id),
  });
  if (choices.length === 0) return <p className="quiet">{t("sweep.nothing")}</p>;
  const version = replay.version === "draft" || replay.version === "live" ? replay.version : Number(replay.version);
  return (
    <div className={styles.sweep} data-testid="sweep">
      <p className="quiet">{t("sweep.hint")}</p>
      <div className={styles.sweepForm}>
        <Select<number>
          aria-label={t("sweep.what")}
          style={{ minWidth: 280 }}
          value={place}
          options={choices.map(({ node, fact, value }, index) => ({
            value: index,
            label: t("sweep.choice", {
              name: nodeName(node.id),
              fact: fact === null ? t(`sweep.span.${node.kind === "merge" ? "window" : "within"}`) : factName(fact),
              value: format.number(amountOf(value)),
            }),
          }))}
          onChange={setPlace}
        />
        <Input
          aria-label={t("sweep.values")}
          style={{ width: 240 }}
          value={text}
          status={values === null ? "error" : ""}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          type="primary"
          disabled={values === null || chosen === undefined}
          loading={start.isPending}
          onClick={() => {
            if (values === null || chosen === undefined) return;
            const { node, pointer } = chosen;
            start.mutate({
              ...{ flow: replay.flow, version, node: node.id, pointer, values },
              ...(replay.dataset === null ? {} : { dataset: replay.dataset }),
            });
          }}
        >
          {t("sweep.start")}
        </Button>
      </div>
      {values === null ? <p className={styles.why}>{t("sweep.wrong")}</p> : null}
      {start.isError ? <Failure error={start.error} /> : null}
      {id === null ? null : <SweepRun key={id} id={id} />}
    </div>
  );
}

function SweepRun({ id }: { id: string }) {
  const { t } = useTranslation();
  const run = useReplay(id);
  const { replay } = run;
  if (run.error) return <Failure error={run.error} />;
  if (!replay) return null;
  if (replay.status === "running") {
    const percent = replay.total === 0 ? 0 : Math.floor((100 * replay.processed) / replay.total);
    return (
      <div className={styles.sweepForm}>
        <Progress percent={percent} size="small" className={styles.progress ?? ""} />
        <Button size="small" onClick={run.cancel}>
          {t("sandbox.cancel")}
        </Button>
      </div>
    );
  }
  if (replay.error) return <p className={styles.why}>{replay.error}</p>;
  return <SweepChart points={replay.sweep?.points ?? []} />;
}

function SweepChart({ points }: { points: readonly { value?: unknown; side: Side }[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const places = [...new Set(points.flatMap(({ side }) => side.destinations.map(({ id }) => id)))];
  const nameOf = (id: string) =>
    points.flatMap(({ side }) => side.destinations).find((one) => one.id === id)?.name ?? id;
  const shown = (Object.keys(KPIS) as Kpi[]).filter((kpi) => points.some(({ side }) => KPIS[kpi](side) > 0));
  const rows = [
    ...places.map((id) => ({
      key: id,
      label: nameOf(id),
      of: (side: Side) => side.destinations.find((one) => one.id === id)?.count ?? 0,
    })),
    ...shown.map((kpi) => ({ key: `kpi ${kpi}`, label: t(`comparison.row.${kpi}`), of: KPIS[kpi] })),
  ];
  return (
    <table className={styles.sweepTable}>
      <thead>
        <tr>
          <th>{t("comparison.figure")}</th>
          {points.map(({ value }) => (
            <th key={amountOf(value)}>{format.number(amountOf(value))}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, of }) => {
          const most = Math.max(1, ...points.map(({ side }) => of(side)));
          return (
            <tr key={key}>
              <td>{label}</td>
              {points.map(({ value, side }) => (
                <td key={amountOf(value)}>
                  <i style={{ height: `${(28 * of(side)) / most}px` }} aria-hidden />
                  {format.number(of(side))}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
