/** After each change: the order of effects and the static findings, laid over the canvas. */
import { effectOrder, type Finding, type FlowContext, ownThings } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { useEffect, useState } from "react";
import type { Workspace } from "../shell/wire.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { findingsByNode, sameFindings } from "./canvas/overlay.ts";
import { useDrawing } from "./drawing.ts";
import { usePublishedDocuments } from "./published-flows.ts";

/** After the last change: typing is never checked letter by letter. */
const PAUSE_MS = 180;
const NONE: readonly never[] = [];
/** A first look at a drawing does without them. */
const loadChecks = () => import("./validate.ts");

/** What publishing checks against, as the server does. */
export function contextOf({ brands, destinations, people, settings }: Workspace): FlowContext {
  return {
    destinations: destinations.map((one) => one.id),
    people: people.flatMap(({ id, name, role }) => [id, name, role]),
    states: (settings.states ?? DEFAULT_STATE_MACHINE).states.map((state) => state.id),
    customFields: settings.customFields,
    own: ownThings({ brands, destinations, customFields: settings.customFields }),
  };
}

/** Begins when the drawing has been looked at. */
export function useChecks(looked: boolean): readonly Finding[] {
  const { flow, editor, overlay } = useDrawing();
  const workspace = useWorkspace();
  const flows = usePublishedDocuments();
  const [findings, setFindings] = useState<readonly Finding[]>(NONE);
  useEffect(() => {
    if (!looked) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const context = { flow, ...(flows ? { flows } : {}), ...(workspace ? contextOf(workspace) : {}) };
    let current = true;
    const check = async () => {
      const { validateFlow } = await loadChecks();
      if (!current) return;
      const { document } = editor.store.getState();
      const order = Object.fromEntries(effectOrder(document).map((id, index) => [id, index + 1]));
      // Until the called flows are known, none of them is called missing.
      const found = validateFlow(document, context).filter((one) => flows || one.code !== "unknown_flow");
      const declared = found.filter(
        (one) => one.node === undefined && one.edge === undefined && one.pointer !== undefined,
      );
      overlay.setState({ order, findings: findingsByNode(found, overlay.getState().findings), declared });
      setFindings((before) => (sameFindings(before, found) ? before : found));
    };
    const plan = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void check(), PAUSE_MS);
    };
    plan();
    const stop = editor.store.subscribe((state, before) => {
      if (state.document !== before.document) plan();
    });
    return () => {
      current = false;
      clearTimeout(waiting);
      stop();
    };
  }, [editor, workspace, flow, flows, overlay, looked]);
  return findings;
}
