import { type FlowNode, nodeSentence, nodeSpec } from "@switchyard/flow";
import { useCallback } from "react";
import { useFormat } from "../shell/workspace.ts";
import { useEditor } from "./drawing.ts";
import { useSentenceNames } from "./names.ts";

const indexes = new WeakMap<readonly FlowNode[], ReadonlyMap<string, FlowNode>>();
function indexOf(nodes: readonly FlowNode[]): ReadonlyMap<string, FlowNode> {
  const index = indexes.get(nodes) ?? new Map(nodes.map((node) => [node.id, node]));
  indexes.set(nodes, index);
  return index;
}

/** What a node of these is called in lists: its name, else its kind and what it does. */
export function useNamer(): (nodes: readonly FlowNode[], id: string) => string {
  const format = useFormat();
  const names = useSentenceNames();
  return useCallback(
    (nodes, id) => {
      const node = indexOf(nodes).get(id);
      if (!node) return id;
      return node.name || `${format.text(nodeSpec(node.kind).label)} ${format.text(nodeSentence(node, names))}`;
    },
    [format, names],
  );
}

/** The same of the open drawing, whatever becomes of it. */
export function useNodeName(): (id: string) => string {
  const namer = useNamer();
  const nodes = useEditor((state) => state.document.nodes);
  return (id) => namer(nodes, id);
}
