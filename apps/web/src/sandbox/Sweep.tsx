/** What if this number were another: one replay for each value, the figures in one chart. */
import type { Duration, FlowDocument } from "@switchyard/flow";
import { timeOfDay } from "@switchyard/orders";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Progress, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFactName } from "../designer/use-fact-name.ts";
import { useNamer } from "../designer/use-node-name.ts";
import type { ReplayView } from "../replays/replays-api.ts";
import { useReplay } from "../replays/use-replay.ts";
import { keys, queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { Failure } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { SweepChart } from "./SweepChart.tsx";
import { drawnQuery, type SweepRequest, sandboxApi } from "./sandbox-api.ts";
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

const UNITS = ["second", "minute", "hour", "day"] as const;

/** How a number that can be tried is called, and a value of it written. */
function useSweepWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const namer = useNamer();
  const factName = useFactName();
  function labelOf(value: unknown, time: boolean): string {
    if (time && typeof value === "number") return timeOfDay(value);
    const of = unitOf(value);
    const amount = format.number(amountOf(value));
    return of === null ? amount : t(`sweep.amount.${of}`, { n: amount });
  }
  const nameOf = ({ node, fact, value }: Sweepable, when: "choice" | "ran") =>
    t(`sweep.${when}`, {
      name: namer([node], node.id),
      fact: fact === null ? t(`sweep.span.${node.kind === "merge" ? "window" : "within"}`) : factName(fact),
      value: labelOf(value, isTime({ fact })),
    });
  return { labelOf, nameOf };
}

/** `document`: of which another one is run. */
export function Sweep({ replay, document }: { replay: ReplayView; document: FlowDocument }) {
  const { t } = useTranslation();
  const may = useMay("history.run");
  const { nameOf } = useSweepWords();
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
  return (
    <div className={styles.sweep} data-testid="sweep">
      <p className="quiet">{t(chosen?.node.kind === "merge" ? "sweep.mergeHint" : "sweep.hint")}</p>
      <div className={styles.sweepForm}>
        <Select<number>
          aria-label={t("sweep.what")}
          style={{ minWidth: 280 }}
          value={place}
          options={choices.map((one, index) => ({ value: index, label: nameOf(one, "choice") }))}
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
      {id === null ? null : <SweepRun key={id} id={id} />}
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

function SweepRun({ id }: { id: string }) {
  const { t } = useTranslation();
  const { labelOf, nameOf } = useSweepWords();
  const run = useReplay(id);
  const drawn = useQuery(drawnQuery(id));
  const { replay } = run;
  const error = run.error ?? drawn.error;
  if (error) return <Failure error={error} />;
  if (!replay || !drawn.data) return null;
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
  // As it was drawn when it ran: the draft may have changed since.
  const choices = sweepablesOf(drawn.data.document);
  const swept = choices[placeOf(choices, replay.sweep)];
  return (
    <>
      {swept === undefined ? null : <h3 data-testid="sweep-ran">{nameOf(swept, "ran")}</h3>}
      <SweepChart
        replay={id}
        points={replay.sweep?.points ?? []}
        isMerge={swept?.node.kind === "merge"}
        labelOf={(value) => labelOf(value, swept !== undefined && isTime(swept))}
        now={swept === undefined ? null : labelOf(swept.value, isTime(swept))}
      />
    </>
  );
}
