/** Names that sentences need and a flow only knows by id. Made once for a drawing: a canvas has thousands of cards. */
import { type Names, namesFor } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import { api } from "../shell/api.ts";
import { keys } from "../shell/query.ts";
import { useWorkspace } from "../shell/workspace.ts";
import { useEditor } from "./drawing.ts";

const table = (items: readonly { id: string; name: string }[]) =>
  Object.fromEntries(items.map((item) => [item.id, item.name]));

/** What the open drawing's provider gives to all below it. */
export function useDrawingNames(): Names {
  const workspace = useWorkspace();
  const calls = useEditor((state) => state.document.nodes.some((node) => node.kind === "subflow"));
  const flows = useQuery({ queryKey: keys.flows, queryFn: ({ signal }) => api.flows(signal), enabled: calls }).data;
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  return useMemo(() => {
    if (!workspace) return namesFor({ windows, patterns });
    const { settings } = workspace;
    const known = {
      destinations: table(workspace.destinations),
      people: table(workspace.people),
      flows: table(flows?.items ?? []),
      states: Object.fromEntries((settings.states?.states ?? []).map(({ id, label }) => [id, label])),
      currency: workspace.currency,
      zone: workspace.zone,
    };
    return namesFor({ windows, patterns }, known, { customFields: settings.customFields });
  }, [workspace, flows, windows, patterns]);
}

export const NamesContext = createContext<Names>({});
export const useSentenceNames = (): Names => useContext(NamesContext);
