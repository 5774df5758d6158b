/** What is replayed, how far it is, and what can be done with it. */
import { ReloadOutlined } from "@ant-design/icons";
import { Button, Progress, Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../replays/replays-api.ts";
import type { ReplayRun } from "../replays/use-replay.ts";
import { useMay } from "../shell/session.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { useVersionsText } from "./use-versions-text.ts";

export function RunHead({ replay, run }: { replay: ReplayView; run: ReplayRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("history.run");
  const versionsText = useVersionsText();
  const {
    status,
    processed,
    total,
    rate,
    remaining_ms,
    restarts,
    same,
    other_rules: other,
    from,
    to,
    brands,
    channels,
  } = replay;
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((100 * processed) / total));
  const isRunning = status === "running";
  const narrowed = [
    ...(from === null && to === null
      ? []
      : [`${from === null ? "" : format.date(from)} – ${to === null ? "" : format.date(to - 1)}`]),
    ...brands,
    ...channels,
    ...(replay.mode === "reception" ? [t("runs.reception")] : []),
  ];
  return (
    <header className={styles.runHead}>
      <strong data-testid="replay-status">{t(`sandbox.status.${status}`, { n: format.number(processed) })}</strong>
      <span>{versionsText(replay)}</span>
      {narrowed.map((text) => (
        <Tag key={text}>{text}</Tag>
      ))}
      {isRunning ? <Progress percent={percent} size="small" className={styles.progress ?? ""} /> : null}
      <span className="quiet">
        {isRunning
          ? t("sandbox.ofTotal", { processed: format.number(processed), total: format.number(total) })
          : t("runs.events", { n: format.number(processed) })}
        {rate === null ? "" : ` · ${t("runs.rate", { n: format.number(rate) })}`}
        {remaining_ms === null ? "" : ` · ${t("runs.remaining", { n: format.number(Math.ceil(remaining_ms / 1000)) })}`}
      </span>
      {restarts > 0 ? <Tag color="gold">{t("runs.resumed", { n: restarts })}</Tag> : null}
      {same === null ? null : (
        <Tag color={same ? "success" : "error"} data-testid="replay-same">
          {t(same ? "runs.same" : "runs.notSame")}
        </Tag>
      )}
      {other === null ? null : (
        <Tag color="warning" data-testid="replay-other-rules" title={t("runs.otherRulesHint")}>
          {other.first === null
            ? t("runs.rulesNotKept", { now: other.now })
            : t("runs.otherRules", { first: other.first, now: other.now })}
        </Tag>
      )}
      {replay.failed ? (
        <span className={styles.why} role="alert" title={replay.error ?? undefined}>
          {format.text(replay.failed)}
        </span>
      ) : null}
      <span className={styles.spring} />
      {isRunning ? (
        <Button size="small" disabled={!may} loading={run.cancelling} onClick={run.cancel}>
          {t(run.cancelling ? "sandbox.cancelling" : "sandbox.cancel")}
        </Button>
      ) : (
        <Button
          size="small"
          icon={<ReloadOutlined aria-hidden />}
          title={t("runs.againHint")}
          disabled={!may}
          loading={run.starting}
          onClick={run.again}
        >
          {t("runs.again")}
        </Button>
      )}
    </header>
  );
}
