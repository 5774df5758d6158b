/** What a replay did: counts on a read-only canvas, totals per destination, data that was missing, what would change. */
import type { FlowDocument } from "@switchyard/flow";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowCanvas } from "../designer/canvas/FlowCanvas.tsx";
import { createDrawing } from "../designer/drawing.ts";
import { OpenDrawing } from "../designer/OpenDrawing.tsx";
import { useChecks } from "../designer/use-checks.ts";
import { api } from "../shell/api.ts";
import { Failure, Loading } from "../shell/states.tsx";
import type { FlowDetail, ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import { versionKeys, versionsApi } from "../versions/versions-api.ts";
import { Comparison } from "./Comparison.tsx";
import { Differences } from "./Differences.tsx";
import { Figures } from "./Figures.tsx";
import styles from "./Sandbox.module.css";
import { Sweep } from "./Sweep.tsx";

const VIEWS = ["canvas", "differences", "comparison", "sweep"] as const;
const neverSent = () => Promise.resolve({ type: "offline" as const });

export default function ReplayResult({ replay }: { replay: ReplayView }) {
  const detail = useQuery({
    queryKey: ["flows", replay.flow, "at", replay.id],
    queryFn: ({ signal }) => api.flow(replay.flow, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const number = replay.version === "draft" ? null : Number(replay.version);
  const published = useQuery({
    queryKey: versionKeys.changes(replay.flow, number ?? 0, number ?? 0),
    queryFn:
      number === null
        ? skipToken
        : ({ signal }) => versionsApi.compare(replay.flow, { from: number, to: number }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const failed = detail.error ?? published.error;
  if (failed)
    return <Failure error={failed} onRetry={() => void Promise.all([detail.refetch(), published.refetch()])} />;
  if (!detail.data || (number !== null && !published.data)) return <Loading />;
  const document = published.data?.after ?? detail.data.draft.document;
  return <Shown detail={detail.data} document={document} replay={replay} />;
}

function Shown({ detail, document, replay }: { detail: FlowDetail; document: FlowDocument; replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [view, setView] = useState<(typeof VIEWS)[number]>(replay.kind === "sweep" ? "sweep" : "canvas");
  const [swept, setSwept] = useState(view === "sweep");
  const drawing = useMemo(() => {
    const { revision } = detail.draft;
    return createDrawing({ flow: detail.id, document, revision, send: neverSent, readOnly: true });
  }, [detail, document]);
  useEffect(() => {
    const { processed, orders: total, nodes, edges } = replay;
    // Before the first order nothing is untouched.
    drawing.overlay.setState({ counts: processed === 0 ? null : { total, nodes, edges } });
  }, [drawing, replay]);
  const moved = replay.version === "draft" && replay.revision !== null && replay.revision !== detail.draft.revision;
  return (
    <OpenDrawing drawing={drawing}>
      <nav className={styles.views} aria-label={t("sandbox.views")}>
        {(replay.kind === "sweep" ? (["sweep"] as const) : VIEWS).map((one) => (
          <button
            key={one}
            type="button"
            data-on={view === one || undefined}
            aria-pressed={view === one}
            onClick={() => {
              setView(one);
              if (one === "sweep") setSwept(true);
            }}
          >
            {t(`sandbox.view.${one}`, { n: replay.before === null ? "" : format.number(replay.differences.total) })}
          </button>
        ))}
      </nav>
      {view === "differences" ? <Differences replay={replay} /> : null}
      {view === "comparison" ? <Comparison replay={replay} /> : null}
      {/* Stays, hidden, with what was entered and what came of it. */}
      {swept ? (
        <div className={styles.sweepView} hidden={view !== "sweep"}>
          <Sweep replay={replay} document={document} />
        </div>
      ) : null}
      <div className={styles.result} hidden={view !== "canvas"}>
        <div className={styles.canvas}>
          <FlowCanvas />
        </div>
        <aside className={styles.figures} aria-label={t("sandbox.figures")}>
          {moved ? <p className={styles.note}>{t("sandbox.moved", { revision: replay.revision })}</p> : null}
          <Figures replay={replay} />
        </aside>
      </div>
      <Numbers />
    </OpenDrawing>
  );
}

/** Order numbers on the cards. */
function Numbers() {
  useChecks(true);
  return null;
}
