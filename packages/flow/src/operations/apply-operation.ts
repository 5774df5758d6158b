import { assertNever, type Problem } from "@switchyard/orders";
import { nodeSpec } from "../catalogue/catalogue.ts";
import { portsOf } from "../catalogue/ports.ts";
import type { FlowDocument, FlowEdge, FlowNode } from "../document.ts";
import type { Operation } from "./operation.ts";
import { putBack, takeOut } from "./places.ts";

export type OperationResult =
  | { ok: true; document: FlowDocument; inverse: Operation }
  | { ok: false; problem: Problem };
type Of<T extends Operation["type"]> = Extract<Operation, { type: T }>;

const refuse = (code: string, zh: string, en: string): OperationResult => ({
  ok: false,
  problem: { pointer: "", code, message: { zh, en } },
});

/**
 * Applies one operation to a document, which is not changed. Applying the `inverse` to the result gives the document back
 * exactly, order of nodes and edges included. A refused operation (an id that is taken or not there, an edge that does not
 * fit) says why; a batch is applied wholly or not at all.
 */
export function applyOperation(doc: FlowDocument, operation: Operation): OperationResult {
  switch (operation.type) {
    case "add_nodes":
      return addNodes(doc, operation);
    case "remove_nodes":
      return removeNodes(doc, operation);
    case "update_node":
      return updateNode(doc, operation);
    case "move_nodes":
      return moveNodes(doc, operation);
    case "add_edges":
      return addEdges(doc, operation);
    case "remove_edges":
      return removeEdges(doc, operation);
    case "update_settings":
      return updateSettings(doc, operation);
    case "batch":
      return batch(doc, operation);
    default:
      return assertNever(operation);
  }
}

function addNodes(doc: FlowDocument, { nodes, edges, at }: Of<"add_nodes">): OperationResult {
  const ids = new Set(doc.nodes.map((node) => node.id));
  for (const { id } of nodes) {
    if (ids.has(id))
      return refuse("id_taken", `节点编号 ${id} 已存在，请换一个`, `There is a node ${id} already; use another id`);
    ids.add(id);
  }
  const placed = putBack(doc.nodes, nodes, at?.nodes);
  if (placed === null) return refuse("bad_places", "插入位置与节点数不符", "The places do not fit the nodes");
  const joined = connect({ ...doc, nodes: placed }, edges, at?.edges);
  if (!joined.ok) return joined;
  return { ...joined, inverse: { type: "remove_nodes", ids: nodes.map((node) => node.id) } };
}

/** Edges of the nodes go with them. */
function removeNodes(doc: FlowDocument, { ids }: Of<"remove_nodes">): OperationResult {
  const gone = new Set(ids);
  const nodes = takeOut(doc.nodes, (node) => gone.has(node.id));
  if (nodes.taken.length !== gone.size)
    return refuse("no_such_node", "要删除的节点不存在", "A node to be removed is not there");
  const edges = takeOut(doc.edges, (edge) => gone.has(edge.from) || gone.has(edge.to));
  return {
    ok: true,
    document: { ...doc, nodes: nodes.left, edges: edges.left },
    inverse: { type: "add_nodes", nodes: nodes.taken, edges: edges.taken, at: { nodes: nodes.at, edges: edges.at } },
  };
}

/** Edges that leave by a port which the node no longer has go with it (a deleted case, data missing without its port). */
function updateNode(doc: FlowDocument, { id, node }: Of<"update_node">): OperationResult {
  const before = doc.nodes.find((one) => one.id === id);
  if (before === undefined) return refuse("no_such_node", `节点 ${id} 不存在`, `There is no node ${id}`);
  if (node.id !== id || node.kind !== before.kind) {
    return refuse(
      "other_node",
      "修改时不能换节点的编号或类型，请新建节点",
      "An update keeps a node's id and kind; add a new node instead",
    );
  }
  const [had, has] = [portIds(before), portIds(node)];
  const edges = takeOut(doc.edges, (edge) => edge.from === id && had.has(edge.port) && !has.has(edge.port));
  const restore: Operation = { type: "update_node", id, node: before };
  return {
    ok: true,
    document: {
      ...doc,
      nodes: doc.nodes.map((one) => (one.id === id ? node : one)),
      // The same list while no line goes: who shows lines need not look again at each letter typed.
      edges: edges.taken.length === 0 ? doc.edges : edges.left,
    },
    inverse:
      edges.taken.length === 0
        ? restore
        : { type: "batch", operations: [restore, { type: "add_edges", edges: edges.taken, at: edges.at }] },
  };
}

const portIds = (node: FlowNode): Set<string> => new Set(portsOf(node).map((port) => port.id));

function moveNodes(doc: FlowDocument, { positions }: Of<"move_nodes">): OperationResult {
  const places = new Map(Object.entries(positions));
  const moved = doc.nodes.filter((node) => places.has(node.id));
  if (moved.length !== places.size)
    return refuse("no_such_node", "要移动的节点不存在", "A node to be moved is not there");
  const nodes = doc.nodes.map((node) => {
    const position = places.get(node.id);
    return position === undefined ? node : { ...node, position };
  });
  const inverse: Operation = {
    type: "move_nodes",
    positions: Object.fromEntries(moved.map((node) => [node.id, node.position])),
  };
  return { ok: true, document: { ...doc, nodes }, inverse };
}

function addEdges(doc: FlowDocument, { edges, at }: Of<"add_edges">): OperationResult {
  return connect(doc, edges, at);
}

function connect(doc: FlowDocument, edges: readonly FlowEdge[], at: readonly number[] | undefined): OperationResult {
  const nodes = new Map(doc.nodes.map((node) => [node.id, node]));
  const ids = new Set(doc.edges.map((edge) => edge.id));
  const lines = new Set(doc.edges.map(lineOf));
  for (const edge of edges) {
    // What is put back was there before: undo must not fail on it, and the check of the flow names what is wrong with it.
    const wrong = at === undefined ? edgeProblem(edge, nodes) : null;
    if (wrong !== null) return wrong;
    if (ids.has(edge.id))
      return refuse(
        "id_taken",
        `连线编号 ${edge.id} 已存在，请换一个`,
        `There is an edge ${edge.id} already; use another id`,
      );
    if (at === undefined && lines.has(lineOf(edge)))
      return refuse("already_connected", "这两个节点已经这样连过了", "These two are connected so already");
    ids.add(edge.id);
    lines.add(lineOf(edge));
  }
  const placed = putBack(doc.edges, edges, at);
  if (placed === null) return refuse("bad_places", "插入位置与连线数不符", "The places do not fit the edges");
  return {
    ok: true,
    document: { ...doc, edges: placed },
    inverse: { type: "remove_edges", ids: edges.map((edge) => edge.id) },
  };
}

const lineOf = (edge: FlowEdge): string => `${edge.from} ${edge.port} ${edge.to}`;

function edgeProblem(edge: FlowEdge, nodes: ReadonlyMap<string, FlowNode>): OperationResult | null {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  if (from === undefined || to === undefined)
    return refuse("no_such_node", "连线两端的节点必须存在", "Both ends of an edge must be there");
  if (!portIds(from).has(edge.port))
    return refuse("no_such_port", `节点没有出口 ${edge.port}`, `The node has no port ${edge.port}`);
  if (!nodeSpec(to.kind).hasInput)
    return refuse("no_input", "不能连到触发器、便签或框", "Nothing can lead into a trigger, note or frame");
  if (from.id === to.id) return refuse("self_edge", "节点不能连到自己", "A node cannot lead to itself");
  return null;
}

function removeEdges(doc: FlowDocument, { ids }: Of<"remove_edges">): OperationResult {
  const gone = new Set(ids);
  const edges = takeOut(doc.edges, (edge) => gone.has(edge.id));
  if (edges.taken.length !== gone.size)
    return refuse("no_such_edge", "要删除的连线不存在", "An edge to be removed is not there");
  return {
    ok: true,
    document: { ...doc, edges: edges.left },
    inverse: { type: "add_edges", edges: edges.taken, at: edges.at },
  };
}

function updateSettings(doc: FlowDocument, operation: Of<"update_settings">): OperationResult {
  const { name = doc.name, brands = doc.brands, windows = doc.windows, patterns = doc.patterns } = operation;
  const description = operation.description === undefined ? doc.description : (operation.description ?? undefined);
  const inverse: Operation = {
    type: "update_settings",
    ...(operation.name === undefined ? {} : { name: doc.name }),
    ...(operation.description === undefined ? {} : { description: doc.description ?? null }),
    ...(operation.brands === undefined ? {} : { brands: doc.brands }),
    ...(operation.windows === undefined ? {} : { windows: doc.windows }),
    ...(operation.patterns === undefined ? {} : { patterns: doc.patterns }),
  };
  const { formatVersion, nodes, edges } = doc;
  const document = {
    formatVersion,
    name,
    ...(description === undefined ? {} : { description }),
    brands,
    windows,
    patterns,
    nodes,
    edges,
  };
  return { ok: true, document, inverse };
}

function batch(doc: FlowDocument, { operations }: Of<"batch">): OperationResult {
  let document = doc;
  const inverses: Operation[] = [];
  for (const [index, operation] of operations.entries()) {
    const result = applyOperation(document, operation);
    if (!result.ok)
      return { ok: false, problem: { ...result.problem, pointer: `/operations/${index}${result.problem.pointer}` } };
    document = result.document;
    inverses.unshift(result.inverse);
  }
  return { ok: true, document, inverse: { type: "batch", operations: inverses } };
}
