/** The facts that a condition of the open drawing can read: built-in ones, the workspace's own fields, what the flow declares. */
import { type FactLookup, factLookup, type NodeKind } from "@switchyard/flow";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../shell/query.ts";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { designerApi } from "../designer-api.ts";
import { useEditor } from "../drawing.ts";
import { type FactOption, factOptions } from "./fact-options.ts";

const NONE: readonly [] = [];

function useDeclared() {
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  return useMemo(() => ({ windows, patterns }), [windows, patterns]);
}
/** By text: a drawing's nodes change with every letter that is typed, their kinds hardly ever. */
function useKinds(): ReadonlySet<NodeKind> {
  const kinds = useEditor((state) => [...new Set(state.document.nodes.map(({ kind }) => kind))].sort().join(" "));
  return useMemo(() => new Set(kinds.split(" ") as NodeKind[]), [kinds]);
}
const useCustomFields = () => useWorkspace()?.settings.customFields ?? NONE;

export function useFactLookup(): FactLookup {
  const declared = useDeclared();
  const customFields = useCustomFields();
  return useMemo(() => factLookup(declared, { customFields }), [declared, customFields]);
}

/** Which facts are offered, where not all that a flow can read. */
export const OfferedFacts = createContext<(option: FactOption) => boolean>(() => true);

export function useFactOptions(): FactOption[] {
  const isOffered = useContext(OfferedFacts);
  const format = useFormat();
  const declared = useDeclared();
  const customFields = useCustomFields();
  const currency = useWorkspace()?.currency ?? "CNY";
  const states = useWorkspace()?.settings.states;
  const figures = useFactFigures();
  const kinds = useKinds();
  const { t } = useTranslation();
  return useMemo(() => {
    const from = (nodes: string) => t("condition.broughtBy", { nodes });
    const samples = figures?.samples ?? {};
    const all = factOptions(declared, format, { customFields, currency, states, samples, kinds, from });
    return all.filter(isOffered);
  }, [declared, format, customFields, currency, states, figures, kinds, t, isOffered]);
}

const figuresQuery = {
  queryKey: keys.factFigures,
  queryFn: ({ signal }: { signal: AbortSignal }) => designerApi.factFigures(signal),
  staleTime: 60_000,
};
/** What the newest orders bring. */
export const useFactFigures = () => useQuery(figuresQuery).data;
