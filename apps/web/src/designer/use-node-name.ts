import { nodeSentence, nodeSpec } from "@switchyard/flow";
import { useMemo } from "react";
import { useFormat } from "../shell/workspace.ts";
import { useEditor } from "./drawing.ts";
import { useSentenceNames } from "./names.ts";

/** What a node is called in lists: its name, else its kind and what it does. */
export function useNodeName(): (id: string) => string {
  const format = useFormat();
  const names = useSentenceNames();
  const nodes = useEditor((state) => state.document.nodes);
  const byId = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  return (id) => {
    const node = byId.get(id);
    if (!node) return id;
    return node.name || `${format.text(nodeSpec(node.kind).label)} ${format.text(nodeSentence(node, names))}`;
  };
}
