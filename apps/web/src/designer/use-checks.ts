/** After each change: the order of effects and the static findings, laid over the canvas. */
import { effectOrder, type Finding, type FlowContext, validateFlow } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { useEffect, useState } from "react";
import type { Workspace } from "../shell/wire.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { calledBy, usePublishedFlows } from "./called-flows.ts";
import { findingsByNode } from "./canvas/overlay.ts";
import { useDrawing, useEditor } from "./drawing.ts";

const PAUSE_MS = 120;

/** What publishing checks against, as the server does. */
function contextOf({ destinations, people, settings }: Workspace): FlowContext {
  return {
    destinations: destinations.map((one) => one.id),
    people: people.flatMap(({ id, name, role }) => [id, name, role]),
    states: (settings.states ?? DEFAULT_STATE_MACHINE).states.map((state) => state.id),
    customFields: settings.customFields,
  };
}

export function useChecks(): readonly Finding[] {
  const { flow, overlay } = useDrawing();
  const document = useEditor((state) => state.document);
  const workspace = useWorkspace();
  const flows = usePublishedFlows(calledBy(document));
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    const check = () => {
      const order = Object.fromEntries(effectOrder(document).map((id, index) => [id, index + 1]));
      const context = { flow, ...(flows ? { flows } : {}), ...(workspace ? contextOf(workspace) : {}) };
      // Until the called flows are known, none of them is called missing.
      const found = validateFlow(document, context).filter((one) => flows || one.code !== "unknown_flow");
      const declared = found.filter(
        (one) => one.node === undefined && one.edge === undefined && one.pointer !== undefined,
      );
      overlay.setState({ order, findings: findingsByNode(found), declared });
      setFindings(found);
    };
    const handle = setTimeout(check, PAUSE_MS);
    return () => clearTimeout(handle);
  }, [document, workspace, flow, flows, overlay]);
  return findings;
}
