/** After each change: the order of effects and the static findings, laid over the canvas. */
import { type Finding, type FlowContext, ownThings } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { useEffect, useState } from "react";
import type { Workspace } from "../shell/workspace.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { findingsByNode, sameFindings } from "./canvas/overlay.ts";
import { createChecker } from "./checker.ts";
import { useDrawing } from "./drawing.ts";
import { usePublishedDocuments } from "./published-flows.ts";

const NONE: readonly never[] = [];

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
    const context = { flow, ...(flows ? { flows } : {}), ...(workspace ? contextOf(workspace) : {}) };
    const checker = createChecker({
      tell({ order, found: all }) {
        // Until the called flows are known, none of them is called missing.
        const found = all.filter((one) => flows || one.code !== "unknown_flow");
        const declared = found.filter(
          (one) => one.node === undefined && one.edge === undefined && one.pointer !== undefined,
        );
        overlay.setState({ order, findings: findingsByNode(found, overlay.getState().findings), declared });
        setFindings((before) => (sameFindings(before, found) ? before : found));
      },
    });
    checker.ask(editor.store.getState().document, context);
    const unsubscribe = editor.store.subscribe((state, before) => {
      if (state.document !== before.document) checker.ask(state.document, context);
    });
    return () => {
      unsubscribe();
      checker.stop();
    };
  }, [editor, workspace, flow, flows, overlay, looked]);
  return findings;
}
