/** What a replay did: counts on a read-only canvas, totals per destination, data that was missing, what would change. */
import type { FlowDocument } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowCanvas } from "../designer/canvas/FlowCanvas.tsx";
import { createDrawing } from "../designer/drawing.ts";
import { OpenDrawing } from "../designer/OpenDrawing.tsx";
import { useChecks } from "../designer/use-checks.ts";
import type { ReplayView } from "../replays/replays-api.ts";
import type { FlowDetail } from "../shell/flow-query.ts";
import { askFlow } from "../shell/flow-query.ts";
import { part } from "../shell/part.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import { Comparison } from "./Comparison.tsx";
import { Differences } from "./Differences.tsx";
import { Figures } from "./Figures.tsx";
import styles from "./Sandbox.module.css";
import type { Move } from "./Sankey.tsx";
import { Sweep } from "./Sweep.tsx";
import { drawnQuery } from "./sandbox-api.ts";
import { VIEWS, type View } from "./sandbox-search.ts";

const PassedOrders = part(() => import("./PassedOrders.tsx"));

const neverSent = () => Promise.resolve({ type: "offline" as const });

interface Port {
  node: string;
  port: string;
}

export default function ReplayResult({ replay }: { replay: ReplayView }) {
  const detail = useQuery({
    queryKey: ["flows", replay.flow, "at", replay.id],
    queryFn: ({ signal }) => askFlow(replay.flow, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const drawn = useQuery(drawnQuery(replay.id));
  const failed = detail.error ?? drawn.error;
  if (failed) return <Failure error={failed} onRetry={() => void Promise.all([detail.refetch(), drawn.refetch()])} />;
  if (!detail.data || !drawn.data) return <Loading />;
  // Of another run nothing that was chosen here holds: neither a page of its orders nor where they went.
  return <Shown key={replay.id} detail={detail.data} document={drawn.data.document} replay={replay} />;
}

function Shown({ detail, document, replay }: { detail: FlowDetail; document: FlowDocument; replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { view: asked = "canvas" } = useSearch({ from: "/sandbox" });
  const view = replay.kind === "sweep" ? "sweep" : asked;
  // A reload and the way back lead to what was looked at.
  const setView = (next: View) =>
    void navigate({ to: "/sandbox", search: (before) => ({ ...before, view: next }), replace: true });
  const [swept, setSwept] = useState(view === "sweep");
  const [move, setMove] = useState<Move | null>(null);
  const [port, setPort] = useState<Port | null>(null);
  const drawing = useMemo(() => {
    const { revision } = detail.draft;
    return createDrawing({ flow: detail.id, document, revision, send: neverSent, readOnly: true });
  }, [detail, document]);
  useEffect(() => {
    const { processed, orders: total, nodes, edges, ports, status } = replay;
    const onPort = status === "running" ? undefined : (node: string, port: string) => setPort({ node, port });
    // Before the first order nothing is untouched.
    drawing.overlay.setState({ counts: processed === 0 ? null : { total, nodes, edges, ports, onPort } });
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
      {view === "differences" ? <Differences replay={replay} move={move} onMove={setMove} /> : null}
      {view === "comparison" ? (
        <Comparison
          replay={replay}
          onMove={(chosen) => {
            setMove(chosen);
            setView("differences");
          }}
        />
      ) : null}
      {/* Stays, hidden, with what was entered and what came of it. */}
      {swept ? (
        <div className={styles.sweepView} hidden={view !== "sweep"}>
          {/* Another one is run with the draft as it is now. */}
          <Sweep replay={replay} document={replay.version === "draft" ? detail.draft.document : document} />
        </div>
      ) : null}
      <div className={styles.result} hidden={view !== "canvas"}>
        <div className={styles.canvas}>
          <FlowCanvas />
        </div>
        <aside className={styles.figures} aria-label={t("sandbox.figures")}>
          {moved ? <p className={styles.note}>{t("sandbox.moved", { revision: replay.revision })}</p> : null}
          <Figures replay={replay} onPort={(node, port) => setPort({ node, port })} />
        </aside>
      </div>
      <Numbers />
      <Suspense fallback={null}>
        {port === null ? null : <PassedOrders {...port} replay={replay} onClose={() => setPort(null)} />}
      </Suspense>
    </OpenDrawing>
  );
}

/** Order numbers on the cards. */
function Numbers() {
  useChecks(true);
  return null;
}
