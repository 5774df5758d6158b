/** What a sentence would add, drawn before it is accepted: where it hangs on, where it stands, what the checks say of it. */
import {
  applyOperation,
  type Finding,
  type FlowContext,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  type Operation,
  validateFlow,
} from "@switchyard/flow";
import { acceptOperation, type Fragment, type JoinAt } from "@switchyard/phrases";
import type { Point } from "../editor/commands.ts";
import { freePort } from "../editor/connect.ts";

export interface Preview {
  /** One step to undo. */
  operation: Operation;
  document: FlowDocument;
  nodes: readonly FlowNode[];
  edges: readonly FlowEdge[];
  /** Of the new nodes only; that a way out ends is what most sentences mean. */
  findings: readonly Finding[];
}

/** The grammar places nodes closer together than the canvas does. */
const WIDER = 368 / 320;
const TALLER = 144 / 120;
const COLUMN = 368;
const ROW = 144;
const CARD = { width: 240, height: 96 };

/** Where a selected node takes on what follows; null where no port of it is free. */
export function joinAt(document: FlowDocument, selected: readonly string[]): JoinAt | null {
  const [id, ...more] = selected;
  const node = more.length === 0 ? document.nodes.find((one) => one.id === id) : undefined;
  const port = node && freePort(document, node);
  return node && port ? { node: node.id, port: port.id } : null;
}

/** Null where there is nothing to draw or the drawing refuses it. */
export function previewOf(
  fragment: Fragment,
  document: FlowDocument,
  { after, context }: { after: JoinAt | null; context: FlowContext },
): Preview | null {
  if (fragment.nodes.length === 0) return null;
  const spread = {
    ...fragment,
    nodes: fragment.nodes.map((node) => ({
      ...node,
      position: { x: Math.round(node.position.x * WIDER), y: Math.round(node.position.y * TALLER) },
    })),
  };
  const operation = acceptOperation(spread, document, {
    at: freeBlock(document, spread.nodes, anchor(document, after, fragment)),
    ...(after === null ? {} : { after }),
  });
  const result = applyOperation(document, operation);
  if (!result.ok) return null;
  const old = new Set(document.nodes.map(({ id }) => id));
  const oldEdges = new Set(document.edges.map(({ id }) => id));
  const nodes = result.document.nodes.filter(({ id }) => !old.has(id));
  const added = new Set(nodes.map(({ id }) => id));
  return {
    operation,
    document: result.document,
    nodes,
    edges: result.document.edges.filter(({ id }) => !oldEdges.has(id)),
    findings: validateFlow(result.document, context).filter(
      ({ node, code }) => node !== undefined && added.has(node) && code !== "port_ends",
    ),
  };
}

/** Right of what it hangs on; a fragment that brings its own trigger begins where the flow begins. */
function anchor(document: FlowDocument, after: JoinAt | null, fragment: Fragment): Point {
  const from =
    document.nodes.find(({ id }) => id === after?.node) ?? document.nodes.find(({ kind }) => kind === "order_received");
  if (!from) return { x: 0, y: 0 };
  return fragment.entries.length === 0 ? from.position : { x: from.position.x + COLUMN, y: from.position.y };
}

/** A place at or below the anchor where the block covers no card: what is below acts after what is above. */
function freeBlock(document: FlowDocument, block: readonly FlowNode[], from: Point): Point {
  const place = { ...from };
  const hit = () =>
    document.nodes.find((node) =>
      block.some(({ position: { x, y } }) => {
        const apart = {
          x: Math.abs(node.position.x - place.x - x) >= CARD.width,
          y: Math.abs(node.position.y - place.y - y) >= CARD.height,
        };
        return !apart.x && !apart.y;
      }),
    );
  for (let there = hit(); there; there = hit()) place.y += ROW;
  return place;
}
