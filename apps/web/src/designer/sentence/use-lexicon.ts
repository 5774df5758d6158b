import { calendarDate } from "@switchyard/orders";
import { buildLexicon, type Lexicon } from "@switchyard/phrases";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { keys } from "../../shell/query.ts";
import { useWorkspace } from "../../shell/workspace.ts";
import { designerApi } from "../designer-api.ts";
import { workspaceWords } from "./workspace-words.ts";

/** The workspace's words for the grammar; null until they are there. Made again only when they change. */
export function useLexicon(): Lexicon | null {
  const workspace = useWorkspace();
  const figures = useQuery({
    queryKey: keys.factFigures,
    queryFn: ({ signal }) => designerApi.factFigures(signal),
    staleTime: 60_000,
  });
  const flows = useQuery({
    queryKey: keys.beside,
    queryFn: ({ signal }) => designerApi.publishedFlows(signal),
    staleTime: 30_000,
  });
  const today = workspace ? calendarDate(Date.now(), workspace.zone) : "";
  return useMemo(
    () => (workspace ? buildLexicon(workspaceWords(workspace, today, figures.data, flows.data)) : null),
    [workspace, today, figures.data, flows.data],
  );
}
