/** Names that sentences need and a flow only knows by id. Made once for a drawing: a canvas has thousands of cards. */
import { type Names, namesFor } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import { flowsQuery } from "../shell/flow-query.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import type { Format } from "../words/format.ts";
import { useEditor } from "./drawing.ts";

const table = (items: readonly { id: string; name: string }[]) =>
  Object.fromEntries(items.map((item) => [item.id, item.name]));

/** How things are called and written. */
export interface DrawingWords {
  names: Names;
  format: Format;
}

/** What the open drawing's provider gives to all below it. */
export function useNewWords(): DrawingWords {
  const format = useFormat();
  const names = useNames();
  return useMemo(() => ({ names, format }), [names, format]);
}

function useNames(): Names {
  const workspace = useWorkspace();
  const calls = useEditor((state) => state.document.nodes.some((node) => node.kind === "subflow"));
  const flows = useQuery({ ...flowsQuery, enabled: calls }).data;
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

export const WordsContext = createContext<DrawingWords | null>(null);

/** For cards and lines, of which there are thousands: no subscription of their own. */
export function useDrawingWords(): DrawingWords {
  const words = useContext(WordsContext);
  if (!words) throw new Error("useDrawingWords stands outside a WordsContext");
  return words;
}
export const useSentenceNames = (): Names => useDrawingWords().names;
