/** Where ports are is known from the card's kind and height (`geometry.ts`), not read from the page. */
import { type ReactFlowState, useStoreApi } from "@xyflow/react";
import { useLayoutEffect } from "react";

type Measure = ReactFlowState["updateNodeInternals"];

/**
 * React Flow looks for ports in the page whenever a card's element changes its size, were it by a fraction of a pixel. Seen from far
 * away cards show none, and the lines to them would be gone: it looks only where the size it knows has changed, and then
 * `canvas-store.ts` says again where they are.
 */
export function useKnownPorts(): void {
  const flow = useStoreApi();
  useLayoutEffect(() => {
    const measure: Measure = flow.getState().updateNodeInternals;
    const unforced: Measure = (updates) =>
      measure(new Map([...updates].map(([id, update]) => [id, { ...update, force: false }])));
    flow.setState({ updateNodeInternals: unforced });
    return () => flow.setState({ updateNodeInternals: measure });
  }, [flow]);
}
