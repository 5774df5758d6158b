/** What the script led to: the moments in order, and the one that is looked at. */
import { ReloadOutlined } from "@ant-design/icons";
import type { Happening, Moment, Run, Standing } from "@switchyard/engine";
import { stateName } from "@switchyard/flow";
import { Button, Spin } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Failure } from "../../shell/states.tsx";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { useDrawing } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { useActions } from "../use-actions.ts";
import { SaveGolden } from "./SaveGolden.tsx";
import styles from "./Try.module.css";
import { Verdict } from "./Verdict.tsx";

export function RunView({ flowId, onPlay }: { flowId: string; onPlay: () => void }) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const run = useStore(trial.store, (state) => state.run);
  const failure = useStore(trial.store, (state) => state.failure);
  const busy = useStore(trial.store, (state) => state.busy);
  const stale = useStore(trial.store, (state) => state.stale);
  if (failure) {
    return (
      <div className={styles.detail}>
        <Failure error={failure} onRetry={onPlay} />
      </div>
    );
  }
  if (run === null) return <div className={styles.detail}>{busy ? <Spin /> : null}</div>;
  return (
    <div className={styles.run} aria-busy={busy}>
      <div className={styles.runHead}>
        {stale ? (
          <Button size="small" type="primary" icon={<ReloadOutlined aria-hidden />} onClick={onPlay}>
            {t("trial.again")}
          </Button>
        ) : null}
        {stale ? <span className={styles.stale}>{t("trial.stale")}</span> : null}
        <span className={styles.spring} />
        <SaveGolden flowId={flowId} run={run} />
      </div>
      <Timeline run={run} />
      <Detail run={run} />
    </div>
  );
}

function Timeline({ run }: { run: Run }) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const format = useFormat();
  const moment = useStore(trial.store, (state) => state.moment);
  function onKey(event: KeyboardEvent) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    trial.look(Math.min(Math.max(moment + by, 0), run.moments.length - 1));
  }
  return (
    <ol className={styles.timeline} aria-label={t("trial.timeline")} onKeyDown={onKey} data-testid="trial-timeline">
      {run.moments.map((one, index) => (
        // Moments have no ids and are replaced all at once.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <button
            type="button"
            className={styles.moment}
            data-by={one.by}
            aria-pressed={moment === index}
            ref={moment === index ? intoView : null}
            onClick={() => trial.look(index)}
          >
            <time title={format.exact(one.at)}>{format.dateTime(one.at).slice(5)}</time>
            <span>
              <b>{format.text(one.text)}</b>
              <Happenings happenings={one.happenings} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

const intoView = (shown: HTMLElement | null) => shown?.scrollIntoView({ block: "nearest" });

const LOUD = new Set(["alert", "freeze", "pause", "reject", "watch_breached", "breaker_opened", "hold"]);
const GOOD = new Set(["route", "tag", "watch_kept", "release", "resume", "unfreeze", "batch_closed"]);
const toneOf = ({ kind, isVoid }: Happening) =>
  isVoid ? "void" : LOUD.has(kind) ? "loud" : GOOD.has(kind) ? "good" : "plain";

function Happenings({ happenings }: { happenings: readonly Happening[] }) {
  const format = useFormat();
  if (happenings.length === 0) return null;
  return (
    <>
      {happenings.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: replaced all at once
        <small key={index} data-tone={toneOf(one)}>
          {format.text(one.text)}
        </small>
      ))}
    </>
  );
}

function Detail({ run }: { run: Run }) {
  const { trial } = useDrawing();
  const { t } = useTranslation();
  const index = useStore(trial.store, (state) => state.moment);
  const moment = run.moments[index];
  if (moment === undefined) return null;
  return (
    <div className={styles.detail} aria-live="polite" data-testid="trial-detail">
      {moment.explanations.map((one) => (
        <Verdict key={one.key} explanation={one} order={one.key} />
      ))}
      <Orders moment={moment} />
      <Waits moment={moment} />
      {moment.happenings.length === 0 && moment.explanations.length === 0 ? (
        <p className="quiet">{t("trial.nothing")}</p>
      ) : null}
    </div>
  );
}

function Orders({ moment }: { moment: Moment }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const SHOWN = 6;
  const orders = all ? moment.orders : moment.orders.slice(0, SHOWN);
  if (orders.length === 0) return null;
  return (
    <section className={styles.standing}>
      <h4>{t("trial.standing")}</h4>
      <ul data-testid="trial-orders">
        {orders.map((order) => (
          <OrderLine key={order.key} order={order} />
        ))}
      </ul>
      {all || moment.orders.length <= SHOWN ? null : (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t("canvas.more", { n: moment.orders.length - SHOWN })}
        </Button>
      )}
    </section>
  );
}

function OrderLine({ order }: { order: Standing }) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const names = useSentenceNames();
  const place = workspace?.destinations.find(({ id }) => id === order.destination)?.name ?? order.destination;
  const said = [
    place ?? t("trial.notRouted"),
    format.text(stateName(order.status, names)),
    ...(order.held ? [t("trial.held")] : []),
    ...(order.frozen ? [t("trial.frozen")] : []),
    ...(order.outcome === "parked" ? [t("trial.parked")] : []),
  ];
  return (
    <li>
      <b>{order.key}</b> {said.join(" · ")}
      {order.tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
    </li>
  );
}

function Waits({ moment }: { moment: Moment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const actions = useActions();
  if (moment.waiting.length === 0) return null;
  return (
    <section className={styles.standing}>
      <h4>{t("trial.waiting")}</h4>
      <ul data-testid="trial-waiting">
        {moment.waiting.map(({ what, node, keys, due }) => (
          <li key={`${what}/${node}/${keys.join()}/${due}`}>
            {due === null ? (
              t("canvas.noLimit")
            ) : (
              <time title={format.exact(due)}>{format.dateTime(due).slice(5)}</time>
            )}{" "}
            {node === null ? (
              t(`trial.wait.${what}`)
            ) : (
              <Button type="link" size="small" onClick={() => actions.show(node)}>
                {t(`trial.wait.${what}`)}
              </Button>
            )}{" "}
            {keys.join(t("state.comma"))}
          </li>
        ))}
      </ul>
    </section>
  );
}
