/** A version that takes a share of the orders: both versions' figures side by side, another share, all, or back. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Slider, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Confirm } from "../shell/Confirm.tsx";
import { May } from "../shell/May.tsx";
import { keys, queryClient } from "../shell/query.ts";
import { useFailureText } from "../shell/states.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Versions.module.css";
import { type Figures, type PastView, type RollOutView, versionKeys, versionsApi } from "./versions-api.ts";

const LOOK_AGAIN_MS = 3000;

export function RollOutPanel({ flow }: { flow: string }) {
  const found = useQuery({
    queryKey: versionKeys.rollOut(flow),
    queryFn: ({ signal }) => versionsApi.rollOut(flow, signal),
    refetchInterval: ({ state }) => (state.data?.current ? LOOK_AGAIN_MS : false),
  });
  if (!found.data) return null;
  const { current, past } = found.data;
  return (
    <>
      {current ? <Running key={`${current.version}@${current.percent}`} flow={flow} current={current} /> : null}
      {past.length === 0 ? null : <PastRollOuts past={past} isShown={current === null} />}
    </>
  );
}

/** How earlier roll-outs ended, and what they showed: the last one is open where none runs. */
function PastRollOuts({ past, isShown }: { past: readonly PastView[]; isShown: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className={styles.past} data-testid="past-rollouts" aria-label={t("rollout.past")}>
      {past.map((one, place) => (
        <details key={one.started_at} open={isShown && place === 0}>
          <summary>
            <b>{t("rollout.pastTitle", { version: one.version, baseline: one.baseline })}</b>{" "}
            <Tag color={one.ended === "full" ? "green" : one.ended === "guard" ? "red" : "default"}>
              {t(`rollout.ended.${one.ended ?? "back"}`)}
            </Tag>
            <span className="quiet">
              {format.dateTime(one.started_at)} – {format.dateTime(one.ended_at ?? one.started_at)} ·{" "}
              {t(`rollout.by.${one.by}`)}
            </span>
          </summary>
          {one.why ? (
            <p className={styles.stopped} role="status">
              {t("rollout.why", {
                what: t(`rollout.figure.${one.why.what}`),
                n: format.number(one.why.per_hundred),
                most: format.number(one.why.most),
              })}
            </p>
          ) : null}
          {one.figures ? <FiguresTable of={one} figures={one.figures} /> : null}
        </details>
      ))}
    </section>
  );
}

function Running({ flow, current }: { flow: string; current: RollOutView }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const format = useFormat();
  const [percent, setPercent] = useState(current.percent);
  const change = useMutation({
    mutationFn: (wish: Parameters<typeof versionsApi.changeRollOut>[1]) => versionsApi.changeRollOut(flow, wish),
    onSuccess: (detail) => {
      queryClient.setQueryData(versionKeys.rollOut(flow), detail);
      void queryClient.invalidateQueries({ queryKey: versionKeys.list(flow) });
      void queryClient.invalidateQueries({ queryKey: keys.flows });
    },
  });
  return (
    <section
      className={styles.rollout}
      data-testid="rollout"
      aria-label={t("rollout.title", { version: current.version })}
    >
      <header>
        <h2>{t("rollout.title", { version: current.version })}</h2>
        <Tag>{t("rollout.share", { percent: current.percent, by: t(`rollout.by.${current.by}`) })}</Tag>
        <span className="quiet">{t("rollout.since", { at: format.dateTime(current.started_at) })}</span>
      </header>
      <FiguresTable of={current} figures={current.figures} />
      <GuardLine guards={current.guards} />
      <May permission="flows.publish">
        <div className={styles.steer}>
          <Slider
            className={styles.slider ?? ""}
            ariaLabelForHandle={t("rollout.percent")}
            min={0}
            max={100}
            marks={{ 0: "0", 25: "25", 50: "50", 100: "100" }}
            value={percent}
            onChange={setPercent}
          />
          <Button
            disabled={percent === current.percent}
            loading={change.isPending}
            onClick={() => change.mutate({ action: "share", percent })}
          >
            {t("rollout.apply", { percent })}
          </Button>
          <Confirm title={t("rollout.fullSure")} onConfirm={() => change.mutate({ action: "full" })}>
            <Button type="primary">{t("rollout.full")}</Button>
          </Confirm>
          <Button danger onClick={() => change.mutate({ action: "back" })}>
            {t("rollout.back", { version: current.baseline })}
          </Button>
        </div>
      </May>
      {change.isError ? <p role="alert">{failureText(change.error).title}</p> : null}
    </section>
  );
}

function GuardLine({ guards }: Pick<RollOutView, "guards">) {
  const { t } = useTranslation();
  const limits = (["errors", "undecided", "alerts"] as const).flatMap((what) => {
    const most = guards[what];
    return most === undefined ? [] : [t(`rollout.guard.${what}`, { most })];
  });
  const said =
    limits.length === 0
      ? t("rollout.noGuard")
      : t("rollout.guarded", { after: guards.after, limits: limits.join(t("state.comma")) });
  return <p className="quiet">{said}</p>;
}

interface FiguresTableProps {
  of: Pick<RollOutView, "version" | "baseline">;
  figures: RollOutView["figures"];
}

function FiguresTable({ of, figures: { version, baseline } }: FiguresTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const named = (id: string) => workspace?.destinations.find((one) => one.id === id)?.name ?? id;
  const share = (figures: Figures, count: number) =>
    figures.orders === 0 ? t("state.none") : `${format.number(count)} · ${format.percent(count, figures.orders)}`;
  const whats = ["undecided", "errors", "alerts"] as const;
  const places = [...new Set([...Object.keys(version.destinations), ...Object.keys(baseline.destinations)])].sort();
  const row = (key: string, what: string, figures: Figures) => ({
    ...{ key, what, orders: format.number(figures.orders) },
    ...Object.fromEntries(whats.map((one) => [one, share(figures, figures[one])])),
    ...Object.fromEntries(places.map((id) => [`to ${id}`, share(figures, figures.destinations[id] ?? 0)])),
  });
  const figureColumn = (dataIndex: string, title: string) => ({ dataIndex, title, align: "right" as const });
  return (
    <Table
      size="small"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={[
        row("fresh", t("rollout.fresh", { version: of.version }), version),
        row("old", t("rollout.old", { version: of.baseline }), baseline),
      ]}
      columns={[
        { title: t("rollout.what"), dataIndex: "what", fixed: "left" },
        figureColumn("orders", t("rollout.orders")),
        ...whats.map((what) => figureColumn(what, t(`rollout.figure.${what}`))),
        ...places.map((id) => figureColumn(`to ${id}`, t("rollout.to", { name: named(id) }))),
      ]}
    />
  );
}
