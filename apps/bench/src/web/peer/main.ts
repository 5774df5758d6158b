/** React Flow with its own nodes and edges, drawing only what is visible: the least that a canvas of this size costs. */
import {
  Background,
  type Edge,
  MiniMap,
  type Node,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

interface Drawn {
  nodes: { id: string; position: { x: number; y: number }; label: string }[];
  edges: { id: string; from: string; to: string }[];
}

function Page({ drawn }: { drawn: Drawn }) {
  const [nodes, , onNodesChange] = useNodesState<Node>(
    drawn.nodes.map(({ id, position, label }) => ({
      id,
      position,
      data: { label },
      sourcePosition: Position.Right,
      targetPosition: Position.Left,
    })),
  );
  const [edges, , onEdgesChange] = useEdgesState<Edge>(
    drawn.edges.map(({ id, from, to }) => ({ id, source: from, target: to })),
  );
  return createElement(
    ReactFlow,
    {
      nodes,
      edges,
      onNodesChange,
      onEdgesChange,
      onlyRenderVisibleElements: true,
      minZoom: 0.1,
      defaultViewport: { x: 40, y: 40, zoom: 0.68 },
      snapToGrid: true,
      snapGrid: [8, 8] as [number, number],
    },
    createElement(Background),
    createElement(MiniMap, { pannable: true, zoomable: true }),
  );
}

const root = document.getElementById("root");
const drawn = (await (await fetch(`drawing.json${location.search}`)).json()) as Drawn;
if (root) createRoot(root).render(createElement(Page, { drawn }));
