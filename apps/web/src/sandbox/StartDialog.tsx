/** Everything that a replay can be started with: which history, which part of it, which versions. */

import { calendarDate } from "@switchyard/orders";
import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, DatePicker, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DatasetView, StartReplay, VersionName } from "../replays/replays-api.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { useDates } from "../shell/dates.ts";
import type { FlowSummary } from "../shell/flow-query.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { versionKeys, versionsApi } from "../versions/versions-api.ts";
import { type Choice, defaultChoice, type Pairing, requestOf, spanOf } from "./replay-choice.ts";
import styles from "./Sandbox.module.css";

interface StartDialogProps {
  flows: readonly FlowSummary[];
  datasets: readonly DatasetView[];
  flow: string;
  /** Null: the workspace's own orders. */
  dataset: string | null;
  onStart: (request: StartReplay) => void;
  onClose: () => void;
}

export default function StartDialog({ flows, datasets, flow, dataset, onStart, onClose }: StartDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const zone = workspace?.zone ?? "Asia/Shanghai";
  const dayjs = useDates();
  const [choice, setChoice] = useState<Choice>(() => defaultChoice(flows, flow, dataset));
  const change = (some: Partial<Choice>) => setChoice({ ...choice, ...some });
  const chosen = flows.find(({ id }) => id === choice.flow);
  const isLive = chosen?.live_version !== null && chosen !== undefined;
  const versions = useQuery({
    queryKey: versionKeys.list(choice.flow),
    queryFn: ({ signal }) => versionsApi.list(choice.flow, signal),
    enabled: choice.pairing === "any",
  });
  const names: { value: VersionName; label: string }[] = [
    { value: "draft", label: t("start.draft") },
    ...(versions.data?.items ?? []).map(({ version, published_at }) => ({
      value: version,
      label: `v${version} · ${format.date(published_at)}`,
    })),
  ];
  const history = datasets.find(({ id }) => id === choice.dataset) ?? null;
  const span = spanOf(history, zone);
  const day = (text: string) => dayjs(text);
  // Counted back from the end of what is there; from today where that is not known.
  const end = dayjs(span?.[1] ?? calendarDate(Date.now(), zone));
  const presets = [7, 30, 90].map((n) => ({
    label: t("start.lastDays", { n }),
    value: [end.subtract(n - 1, "day"), end] as [Dayjs, Dayjs],
  }));
  const pairings: { value: Pairing; label: string }[] = [
    { value: "beside", label: t("start.pairing.beside") },
    { value: "alone", label: t("start.pairing.alone") },
    { value: "any", label: t("start.pairing.any") },
  ];
  const isSame = choice.pairing === "any" && choice.version === choice.against;
  return (
    <Dialog
      open
      width={560}
      style={{ top: 40 }}
      title={t("start.title")}
      okText={t("sandbox.start")}
      okButtonProps={{ disabled: isSame }}
      onOk={() => {
        onStart(requestOf(choice, zone));
        onClose();
      }}
      onCancel={onClose}
    >
      <div className={styles.start} data-testid="start-dialog">
        <label htmlFor="start-flow">{t("sandbox.flow")}</label>
        <Select
          id="start-flow"
          aria-label={t("sandbox.flow")}
          value={choice.flow}
          options={flows.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => setChoice({ ...defaultChoice(flows, next, choice.dataset), dataset: choice.dataset })}
        />
        <span id="start-pairing">{t("start.what")}</span>
        <Radio.Group
          aria-labelledby="start-pairing"
          value={choice.pairing}
          onChange={({ target }) => change({ pairing: target.value })}
          options={pairings}
        />
        {choice.pairing === "any" ? (
          <div className={styles.pair}>
            <Select<VersionName>
              aria-label={t("start.version")}
              value={choice.version}
              options={names}
              onChange={(version) => change({ version })}
            />
            <span>{t("start.against")}</span>
            <Select<VersionName>
              aria-label={t("start.againstWhich")}
              value={choice.against}
              options={names}
              onChange={(against) => change({ against })}
            />
          </div>
        ) : null}
        {isSame ? <Alert type="warning" title={t("start.same")} /> : null}
        {choice.pairing !== "beside" || isLive ? null : <small className="quiet">{t("start.notLive")}</small>}
        <label htmlFor="start-history">{t("start.history")}</label>
        <Select
          id="start-history"
          aria-label={t("start.history")}
          value={choice.dataset ?? ""}
          options={[
            { value: "", label: t("sandbox.workspaceOrders") },
            ...datasets.map((one) => ({
              value: one.id,
              label: `${one.name} · ${t("sandbox.orders", { n: format.number(one.good) })}`,
            })),
          ]}
          onChange={(id) => change({ dataset: id === "" ? null : id, days: null })}
        />
        <label htmlFor="start-span">{t("start.span")}</label>
        <DatePicker.RangePicker
          id="start-span"
          allowEmpty={[true, true]}
          placeholder={[span?.[0] ?? t("start.begin"), span?.[1] ?? t("start.end")]}
          value={choice.days === null ? null : [day(choice.days[0]), day(choice.days[1])]}
          presets={presets}
          onChange={(days) => {
            const [from, to] = days ?? [];
            change({ days: from && to ? [from.format("YYYY-MM-DD"), to.format("YYYY-MM-DD")] : null });
          }}
        />
        <small className="quiet">
          {span === null ? t("start.spanHint", { zone }) : t("start.spanOf", { from: span[0], to: span[1], zone })}
        </small>
        <div className={styles.two}>
          <Words
            id="start-brands"
            label={t("start.brands")}
            value={choice.brands}
            known={(workspace?.brands ?? []).map(({ name }) => name)}
            onChange={(brands) => change({ brands })}
          />
          <Words
            id="start-channels"
            label={t("start.channels")}
            value={choice.channels}
            onChange={(channels) => change({ channels })}
          />
        </div>
        <Checkbox
          checked={choice.mode === "reception"}
          onChange={({ target }) => change({ mode: target.checked ? "reception" : "events" })}
        >
          {t("start.reception")}
        </Checkbox>
        <small className="quiet">{t("start.receptionHint")}</small>
      </div>
    </Dialog>
  );
}

interface WordsProps {
  id: string;
  label: string;
  value: string[];
  known?: string[];
  onChange: (value: string[]) => void;
}

/** Only orders of these; none: of all. */
function Words({ id, label, value, known = [], onChange }: WordsProps) {
  const { t } = useTranslation();
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        mode="tags"
        aria-label={label}
        placeholder={t("start.all")}
        value={value}
        options={known.map((name) => ({ value: name }))}
        onChange={onChange}
      />
    </span>
  );
}
