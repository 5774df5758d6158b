/** Keeps the X-ray on the drawing: asks again when the draft, the live version, other flows or the workspace change. */
import type { Finding } from "@switchyard/analysis";
import type { WorkspaceSettings } from "@switchyard/orders";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { FlowDetail } from "../../shell/flow-query.ts";
import { keys } from "../../shell/query.ts";
import { useWorkspace } from "../../shell/workspace.ts";
import { designerApi } from "../designer-api.ts";
import { useDrawing } from "../drawing.ts";
import { publishedQuery } from "../published-flows.ts";
import { logicFindings } from "./findings.ts";

const HOUR_MS = 3_600_000;
/** The same orders are made up all through a visit. */
const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;

/** Nothing is asked, of the server or the worker, before `looked`: the drawing is shown first. */
export function useXray(detail: FlowDetail, looked: boolean): void {
  const { flow, editor, xray, overlay } = useDrawing();
  const workspace = useWorkspace();
  const beside = useQuery({ ...publishedQuery, enabled: looked }).data;
  const figures = useQuery({
    queryKey: keys.factFigures,
    queryFn: ({ signal }) => designerApi.factFigures(signal),
    staleTime: 60_000,
    enabled: looked,
  }).data;
  const live = detail.live?.document ?? null;
  useEffect(() => {
    if (!workspace || !beside) return;
    const { destinations, people } = workspace;
    // What the typed client makes of absent fields is the same JSON.
    const settings = { ...workspace.settings, brands: workspace.brands } as WorkspaceSettings;
    const { items: published, order } = beside;
    const sources = figures?.sources ?? [];
    const ask = () => {
      const { document } = editor.store.getState();
      xray.ask({ flow, document, live, now, settings, destinations, people, published, order, sources });
    };
    ask();
    return editor.store.subscribe((state, before) => {
      if (state.document !== before.document) ask();
    });
  }, [xray, flow, editor, live, workspace, beside, figures]);
  useEffect(() => {
    const show = () => overlay.setState({ xray: byNode(logicFindings(xray.store.getState().report), flow) });
    return xray.store.subscribe((state, before) => {
      if (state.report !== before.report) show();
    });
  }, [xray, overlay, flow]);
  useEffect(() => () => xray.close(), [xray]);
}

function byNode(findings: readonly Finding[], flow: string): Map<string, Finding[]> {
  const out = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const node of new Set(finding.places.flatMap((place) => (place.flow === flow ? place.node : [])))) {
      out.set(node, [...(out.get(node) ?? []), finding]);
    }
  }
  return out;
}
