/** Names that sentences need and a flow only knows by id. */
import { type Names, namesFor } from "@switchyard/flow";
import { useMemo } from "react";
import { useWorkspace } from "../shell/workspace.ts";
import { useEditor } from "./drawing.ts";

const table = (items: readonly { id: string; name: string }[]) =>
  Object.fromEntries(items.map((item) => [item.id, item.name]));

export function useSentenceNames(): Names {
  const workspace = useWorkspace();
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  return useMemo(() => {
    const known = workspace
      ? {
          destinations: table(workspace.destinations),
          people: table(workspace.people),
          currency: workspace.currency,
          zone: workspace.zone,
        }
      : {};
    return namesFor({ windows, patterns }, known);
  }, [workspace, windows, patterns]);
}
