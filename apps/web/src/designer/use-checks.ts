/** After each change: the order of effects and the static findings, laid over the canvas. */
import { effectOrder, type Finding, validateFlow } from "@switchyard/flow";
import { useEffect, useState } from "react";
import { useWorkspace } from "../shell/workspace.ts";
import { findingsByNode } from "./canvas/overlay.ts";
import { useDrawing, useEditor } from "./drawing.ts";

const PAUSE_MS = 120;

export function useChecks(): readonly Finding[] {
  const { overlay } = useDrawing();
  const document = useEditor((state) => state.document);
  const workspace = useWorkspace();
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    const check = () => {
      const order = Object.fromEntries(effectOrder(document).map((id, index) => [id, index + 1]));
      const destinations = workspace?.destinations.map((one) => one.id);
      const context = destinations ? { destinations } : {};
      const found = validateFlow(document, context);
      const declared = found.filter(
        (one) => one.node === undefined && one.edge === undefined && one.pointer !== undefined,
      );
      overlay.setState({ order, findings: findingsByNode(found), declared });
      setFindings(found);
    };
    const handle = setTimeout(check, PAUSE_MS);
    return () => clearTimeout(handle);
  }, [document, workspace, overlay]);
  return findings;
}
