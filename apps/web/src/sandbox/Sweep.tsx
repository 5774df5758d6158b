/** What if this number were another: one replay for each value, the figures in one chart. */
import type { Duration, FlowDocument } from "@switchyard/flow";
import { timeOfDay } from "@switchyard/orders";
import { useMutation } from "@tanstack/react-query";
import { Button, Input, Progress, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFactName } from "../designer/use-fact-name.ts";
import { useNodeName } from "../designer/use-node-name.ts";
import { useMay } from "../people/people-api.ts";
import { keys, queryClient } from "../shell/query.ts";
import { Failure } from "../shell/states.tsx";
import type { ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { SweepChart } from "./SweepChart.tsx";
import { type SweepRequest, sandboxApi } from "./sandbox-api.ts";
import {
  amountOf,
  firstValues,
  isTime,
  placeOf,
  type Sweepable,
  sweepablesOf,
  sweptValues,
  unitOf,
  valuesOf,
} from "./sweepable.ts";
import { useReplay } from "./use-replay.ts";

const UNITS = ["second", "minute", "hour", "day"] as const;

export function Sweep({ replay, document }: { replay: ReplayView; document: FlowDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("history.run");
  const nodeName = useNodeName();
  const factName = useFactName();
  const choices = sweepablesOf(document);
  const [place, setPlace] = useState(() => Math.max(0, placeOf(choices, replay.sweep)));
  const chosen = choices[place];
  const first = chosen && (sweptValues(chosen, replay.sweep) ?? firstValues(chosen));
  const [text, setText] = useState(first?.text ?? "");
  const [unit, setUnit] = useState<Duration["unit"] | null>(first?.unit ?? null);
  const [id, setId] = useState<string | null>(replay.kind === "sweep" ? replay.id : null);
  const values = chosen === undefined ? null : valuesOf(chosen, text, unit);
  const start = useMutation({
    mutationFn: (request: SweepRequest) => sandboxApi.sweep(request),
    onSuccess(started) {
      setId(started.id);
      void queryClient.invalidateQueries({ queryKey: keys.replays });
    },
  });
  if (choices.length === 0) return <p className={styles.sweep}>{t("sweep.nothing")}</p>;
  const version = replay.version === "draft" || replay.version === "live" ? replay.version : Number(replay.version);
  function choose(next: number) {
    const other = choices[next];
    setPlace(next);
    if (other === undefined) return;
    const offered = firstValues(other);
    setText(offered.text);
    setUnit(offered.unit);
  }
  const nameOf = ({ node, fact, value }: Sweepable) =>
    t("sweep.choice", {
      name: nodeName(node.id),
      fact: fact === null ? t(`sweep.span.${node.kind === "merge" ? "window" : "within"}`) : factName(fact),
      value: labelOf(value, isTime({ fact })),
    });
  function labelOf(value: unknown, time: boolean): string {
    if (time && typeof value === "number") return timeOfDay(value);
    const of = unitOf(value);
    const amount = format.number(amountOf(value));
    return of === null ? amount : t(`sweep.amount.${of}`, { n: amount });
  }
  return (
    <div className={styles.sweep} data-testid="sweep">
      <p className="quiet">{t(chosen?.node.kind === "merge" ? "sweep.mergeHint" : "sweep.hint")}</p>
      <div className={styles.sweepForm}>
        <Select<number>
          aria-label={t("sweep.what")}
          style={{ minWidth: 280 }}
          value={place}
          options={choices.map((one, index) => ({ value: index, label: nameOf(one) }))}
          onChange={choose}
        />
        <Input
          aria-label={t("sweep.values")}
          style={{ width: 220 }}
          value={text}
          status={values === null ? "error" : ""}
          onChange={(event) => setText(event.target.value)}
        />
        {unit === null ? null : (
          <Select
            aria-label={t("sweep.unit")}
            style={{ width: 90 }}
            value={unit}
            options={UNITS.map((value) => ({ value, label: t(`sweep.units.${value}`) }))}
            onChange={setUnit}
          />
        )}
        <Button
          type="primary"
          disabled={values === null || chosen === undefined || !may}
          loading={start.isPending}
          onClick={() => {
            if (values === null || chosen === undefined) return;
            const { node, pointer } = chosen;
            start.mutate({ flow: replay.flow, version, node: node.id, pointer, values, ...historyOf(replay) });
          }}
        >
          {t("sweep.start")}
        </Button>
      </div>
      {values === null ? <p className={styles.why}>{t("sweep.wrong")}</p> : null}
      {start.isError ? <Failure error={start.error} /> : null}
      {id === null ? null : <SweepRun key={id} id={id} choices={choices} labelOf={labelOf} />}
    </div>
  );
}

/** The very history of the replay beside which it is shown. */
function historyOf({ dataset, from, to, brands, channels }: ReplayView) {
  return {
    ...(dataset === null ? {} : { dataset }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...{ brands, channels },
  };
}

interface SweepRunProps {
  id: string;
  choices: readonly Sweepable[];
  labelOf: (value: unknown, time: boolean) => string;
}

function SweepRun({ id, choices, labelOf }: SweepRunProps) {
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
  const swept = choices[placeOf(choices, replay.sweep)];
  return (
    <SweepChart
      replay={id}
      points={replay.sweep?.points ?? []}
      isMerge={swept?.node.kind === "merge"}
      labelOf={(value) => labelOf(value, swept !== undefined && isTime(swept))}
      now={swept === undefined ? null : labelOf(swept.value, isTime(swept))}
    />
  );
}
