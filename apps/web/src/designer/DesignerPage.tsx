import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { FlowDetail } from "../shell/flow-query.ts";
import { flowQuery } from "../shell/flow-query.ts";
import { keys } from "../shell/query.ts";
import { useEnded } from "../shell/session.ts";
import { Failure, Loading } from "../shell/states.tsx";
import { Designer, loadBeside } from "./Designer.tsx";
import { createDrawing } from "./drawing.ts";
import { claimKeeping, forgetKept, type Keeping, keepPending, readKept } from "./editor/keep-pending.ts";
import { OpenDrawing } from "./OpenDrawing.tsx";
import { saveDraft } from "./save-draft.ts";
import { useLettingGo } from "./together/use-holder.ts";

export function DesignerPage() {
  const { flowId } = useParams({ from: "/flows/$flowId" });
  const [visit, setVisit] = useState(0);
  useLettingGo(flowId);
  // The open editor owns the document from here on; each visit begins from the server again.
  const detail = useQuery({ ...flowQuery(flowId), staleTime: Number.POSITIVE_INFINITY });
  useEffect(() => void loadBeside().catch(() => {}), []);
  const client = useQueryClient();
  useEffect(() => () => client.removeQueries({ queryKey: keys.flow(flowId), exact: true }), [client, flowId]);
  // What is live is asked for anew when somebody publishes: that failing takes no drawing away.
  if (detail.data === undefined) return detail.isError ? <Failure of={detail} list="/flows" /> : <Loading />;
  const reload = () => void detail.refetch().then(() => setVisit((count) => count + 1));
  return <OpenFlow key={`${flowId}@${visit}`} detail={detail.data} onReload={reload} />;
}

function openDrawing(detail: FlowDetail) {
  const { revision, document } = detail.draft;
  const drawing = createDrawing({ flow: detail.id, document, revision, send: saveDraft(detail.id) });
  drawing.overlay.setState({ hits: detail.hits });
  return drawing;
}

function OpenFlow({ detail, onReload }: { detail: FlowDetail; onReload: () => void }) {
  const [drawing] = useState(() => openDrawing(detail));
  const keeping = useRef<Keeping | null>(null);
  useEffect(() => {
    const { editor } = drawing;
    let isGone = false;
    let stop = () => {};
    void claimKeeping(detail.id).then(async (mine) => {
      const kept = await readKept(mine);
      if (isGone) return mine.release();
      if (kept) editor.restore(kept);
      const forget = keepPending(mine, editor);
      keeping.current = mine;
      stop = () => {
        forget();
        mine.release();
      };
    });
    const online = () => void editor.retry();
    const back = useEnded.subscribe(({ ended }) => {
      if (!ended && editor.store.getState().save.phase === "offline") online();
    });
    const leave = (event: BeforeUnloadEvent) => {
      if (editor.store.getState().save.pending.length === 0) return;
      void editor.flush();
      event.preventDefault();
    };
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leave);
    return () => {
      back();
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leave);
      isGone = true;
      void editor.leave().then(() => stop());
    };
  }, [drawing, detail.id]);
  const reload = () => {
    if (keeping.current) forgetKept(keeping.current);
    onReload();
  };
  return (
    <OpenDrawing drawing={drawing}>
      <Designer detail={detail} onReload={reload} />
    </OpenDrawing>
  );
}
