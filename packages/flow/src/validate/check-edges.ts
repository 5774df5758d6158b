import { isTrigger, nodeSpec } from "../catalogue/catalogue.ts";
import { type PortSpec, portsOf, wantsLine } from "../catalogue/ports.ts";
import { mayStartTogether, triggerKey } from "../compile/triggers.ts";
import type { FlowDocument, FlowNode } from "../document.ts";
import { findCycle, type Graph, graphOf, hasEffect, reachableFrom } from "../graph.ts";
import { text } from "../text.ts";
import type { Finding } from "./finding.ts";
import { nodeName } from "./node-finding.ts";

/** Findings about the drawing itself: ids, edges, ports, cycles and what cannot be reached. In small steps. */
export function* checkEdges(doc: FlowDocument): Generator<undefined, Finding[]> {
  const graph = graphOf(doc);
  yield;
  const cycle = findCycle(graph);
  yield;
  const found = [...duplicateIds(doc), ...triggers(doc)];
  yield;
  found.push(...badEdges(doc));
  yield;
  found.push(...openPorts(doc));
  yield;
  found.push(...overlaps(graph));
  yield;
  found.push(...(cycle === null ? unreachable(doc, graph) : [cycleFinding(doc, cycle)]));
  return found;
}

function duplicateIds(doc: FlowDocument): Finding[] {
  const seen = new Set<string>();
  const twice = (id: string): boolean => seen.size === seen.add(id).size;
  return [
    ...doc.nodes.flatMap(({ id }): Finding[] =>
      twice(id)
        ? [
            {
              severity: "error",
              code: "duplicate_id",
              node: id,
              message: text(
                `编号 ${id} 用了两次，请删除其中一个节点再新建`,
                `Id ${id} is used twice; delete one of the nodes and create it again`,
              ),
            },
          ]
        : [],
    ),
    ...doc.edges.flatMap(({ id }): Finding[] =>
      twice(`edge ${id}`)
        ? [
            {
              severity: "error",
              code: "duplicate_id",
              edge: id,
              message: text(
                `连线编号 ${id} 用了两次，请删除后重连`,
                `Edge id ${id} is used twice; delete it and connect again`,
              ),
            },
          ]
        : [],
    ),
  ];
}

function triggers(doc: FlowDocument): Finding[] {
  if (doc.nodes.some((node) => isTrigger(node) || node.kind === "breaker")) return [];
  return [
    {
      severity: "error",
      code: "no_trigger",
      message: text(
        "流程没有触发器，请从左侧拖入一个，例如“收到订单”",
        "The flow has no trigger; add one, such as “Order received”",
      ),
    },
  ];
}

function badEdges(doc: FlowDocument): Finding[] {
  const nodes = new Map(doc.nodes.map((node) => [node.id, node]));
  const ports = new Map(doc.nodes.map((node) => [node.id, new Set(portsOf(node).map((port) => port.id))]));
  const seen = new Set<string>();
  return doc.edges.flatMap((edge): Finding[] => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    const found = (
      code: Finding["code"],
      zh: string,
      en: string,
      severity: Finding["severity"] = "error",
    ): Finding[] => [
      { severity, code, edge: edge.id, ...(from === undefined ? {} : { node: from.id }), message: text(zh, en) },
    ];
    if (from === undefined)
      return found(
        "edge_from_nowhere",
        `连线 ${edge.id} 的起点不存在，请删除这条连线`,
        `Edge ${edge.id} starts at a node that is not there; delete it`,
      );
    if (to === undefined)
      return found(
        "edge_to_nowhere",
        `“${nodeName(from).zh}”的连线终点不存在，请删除后重连`,
        `An edge of “${nodeName(from).en}” ends at a node that is not there; delete it and connect again`,
      );
    if (ports.get(from.id)?.has(edge.port) !== true)
      return found(
        "edge_port",
        `“${nodeName(from).zh}”没有出口 ${edge.port}，请删除这条连线后重连`,
        `“${nodeName(from).en}” has no port ${edge.port}; delete the edge and connect again`,
      );
    if (!nodeSpec(to.kind).hasInput)
      return found(
        "edge_into_start",
        `“${nodeName(to).zh}”不能有入口，请删除连到它的线`,
        `Nothing can lead into “${nodeName(to).en}”; delete the edge`,
      );
    const key = `${edge.from} ${edge.port} ${edge.to}`;
    if (seen.has(key))
      return found(
        "duplicate_edge",
        `“${nodeName(from).zh}”到“${nodeName(to).zh}”连了两条相同的线，删除一条即可`,
        `“${nodeName(from).en}” and “${nodeName(to).en}” are connected twice; delete one of the edges`,
        "warning",
      );
    seen.add(key);
    return [];
  });
}

function openPorts(doc: FlowDocument): Finding[] {
  const connected = new Set(doc.edges.map((edge) => `${edge.from} ${edge.port}`));
  return doc.nodes.flatMap((node) =>
    portsOf(node).flatMap((port): Finding[] => (connected.has(`${node.id} ${port.id}`) ? [] : openPort(node, port))),
  );
}

function openPort(node: FlowNode, port: PortSpec): Finding[] {
  const name = nodeName(node);
  if (port.role === "otherwise") {
    return [
      {
        severity: "error",
        code: "dangling_otherwise",
        node: node.id,
        message: text(
          `“${name.zh}”的“否则”没有连接，请把它连到一个节点`,
          `“Otherwise” of “${name.en}” is not connected; connect it to a node`,
        ),
      },
    ];
  }
  if (isTrigger(node)) {
    return [
      {
        severity: "warning",
        code: "trigger_ends",
        node: node.id,
        message: text(`“${name.zh}”后面还没有节点`, `Nothing follows “${name.en}” yet`),
      },
    ];
  }
  if (!wantsLine(node, port)) return [];
  return [
    {
      severity: "warning",
      code: "port_ends",
      node: node.id,
      message: text(`“${name.zh}”的“${port.label.zh}”到此结束`, `“${port.label.en}” of “${name.en}” ends here`),
    },
  ];
}

/** Two triggers that one event can start, but not always both: a node that follows both would run twice for that event. */
function overlaps(graph: Graph): Finding[] {
  const triggers = [...graph.nodes.values()].filter(isTrigger);
  const after = (node: FlowNode): Set<string> =>
    reachableFrom(graph, [node.id], (edge) => {
      const from = graph.nodes.get(edge.from);
      return from !== undefined && portsOf(from).some((port) => port.id === edge.port && !port.later);
    });
  return triggers.flatMap((one, index) =>
    triggers.slice(index + 1).flatMap((other): Finding[] => {
      if (!mayStartTogether(one, other) || triggerKey(one) === triggerKey(other)) return [];
      const following = after(other);
      const both = [...after(one)].find((id) => following.has(id));
      const shared = both === undefined ? undefined : graph.nodes.get(both);
      if (shared === undefined) return [];
      const [a, b, name] = [nodeName(one), nodeName(other), nodeName(shared)];
      return [
        {
          severity: "error",
          code: "trigger_overlap",
          node: other.id,
          message: text(
            `“${a.zh}”和“${b.zh}”可能同时触发，“${name.zh}”会执行两次；请合并成一个触发器`,
            `“${a.en}” and “${b.en}” can start together, and “${name.en}” would run twice; make them one trigger`,
          ),
        },
      ];
    }),
  );
}

function unreachable(doc: FlowDocument, graph: Graph): Finding[] {
  const starts = doc.nodes.filter((node) => isTrigger(node) || node.kind === "breaker").map((node) => node.id);
  const reached = reachableFrom(graph, starts, () => true);
  return doc.nodes.flatMap((node): Finding[] =>
    !hasEffect(node) || reached.has(node.id)
      ? []
      : [
          {
            severity: "warning",
            code: "unreachable",
            node: node.id,
            message: text(
              `没有路径到达“${nodeName(node).zh}”，它不会执行；请连上或删除`,
              `No path leads to “${nodeName(node).en}”, so it never runs; connect or delete it`,
            ),
          },
        ],
  );
}

function cycleFinding(doc: FlowDocument, cycle: readonly string[]): Finding {
  const names = [...cycle, cycle[0] ?? ""]
    .map((id) => doc.nodes.find((node) => node.id === id))
    .map((node) => (node === undefined ? text("", "") : nodeName(node)));
  return {
    severity: "error",
    code: "cycle",
    node: cycle[0] ?? "",
    message: text(
      `连线绕成了圈：${names.map((name) => name.zh).join(" → ")}；请删除其中一条连线`,
      `The edges go round in a circle: ${names.map((name) => name.en).join(" → ")}; delete one of them`,
    ),
  };
}
