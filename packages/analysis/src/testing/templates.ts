/** The six business flows of requirements.md as drawings, and ways to spoil each of them. */
import type { Duration, FlowDocument } from "@switchyard/flow";
import { all, branch, flow, is, route, type Sketch, start, tag, when } from "./flows.ts";

const hours = (amount: number): Duration => ({ amount, unit: "hour", clock: "natural" });
const alert = (id: string, to: string, text: string, level = 1): Sketch => ({
  id,
  kind: "alert",
  to: [to],
  channel: "wecom",
  level,
  text,
});

/** R000-07: style starts with FJ and due in 3 days or less: red, to the rush workshop. */
export const rushLine: FlowDocument = flow(
  "快反线",
  [
    start,
    when("rush", all(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 3)), "port"),
    tag("red", "标红"),
    route("fast", "快反车间"),
    route("normal", "普通车间"),
    alert("noDate", "supervisor", "缺交期或款号"),
  ],
  ["start→rush", "rush:met→red", "red→fast", "rush:not_met→normal", "rush:missing→noDate"],
);

/** R000-08: five sizes or more: BOM check. */
export const bomSizes: FlowDocument = flow(
  "BOM 校验",
  [
    start,
    when("many", is("size_count", "ge", 5)),
    { id: "check", kind: "task", to: ["planner"], title: "核对 BOM" },
    tag("plain", "免校验"),
  ],
  ["start→many", "many:met→check", "many:not_met→plain"],
);

/** R000-09: orders of one brand within 24 hours become one batch; red ones stay out of it. */
export const brandBatch: FlowDocument = flow(
  "品牌合批",
  [
    start,
    { id: "merge", kind: "merge", by: ["brand"], window: hours(24), exclude: is("tags", "contains_any", ["标红"]) },
    tag("alone", "单独生产"),
    tag("together", "合批"),
    { id: "tell", kind: "task", to: ["planner"], title: "安排批次" },
  ],
  ["start→merge", "merge:excluded→alone", "merge:joined→together", "merge:closed→tell"],
);

/** R000-11 to R000-14: four levels of escalation. */
export const escalation: FlowDocument = flow(
  "四级预警",
  [
    start,
    {
      id: "assigned",
      kind: "watch",
      within: hours(2),
      since: "received",
      goal: { states: ["Assigned"], events: [] },
      strict: false,
    },
    alert("one", "supervisor", "2 小时未分配"),
    {
      id: "started",
      kind: "watch",
      within: hours(4),
      since: "reached",
      goal: { states: ["Picked"], events: [] },
      strict: false,
    },
    alert("two", "foreman", "4 小时未开工", 2),
    {
      id: "reported",
      kind: "watch",
      within: hours(12),
      since: "reached",
      goal: { states: ["Checked"], events: [] },
      strict: true,
    },
    { id: "pause", kind: "pause_channel", target: "workshop", reason: "12 小时未报工" },
    {
      id: "shipped",
      kind: "watch",
      within: hours(24),
      since: "reached",
      goal: { states: ["Packed"], events: [] },
      strict: false,
    },
    { id: "freeze", kind: "freeze", scope: "brand", reason: "24 小时未发货" },
  ],
  [
    "start→assigned",
    "assigned:breached→one",
    "assigned:kept→started",
    "started:breached→two",
    "started:kept→reported",
    "reported:breached→pause",
    "reported:kept→shipped",
    "shipped:breached→freeze",
  ],
);

/** R001-08: Douyin, tag 极速达, paid before noon: green wave. */
export const greenChannel: FlowDocument = flow(
  "绿色通道",
  [
    start,
    when(
      "fast",
      all(is("channel", "is", "抖音"), is("tags", "contains_any", ["极速达"]), is("paid_minute_of_day", "lt", 720)),
    ),
    route("green", "绿色波次"),
    route("usual", "普通波次"),
  ],
  ["start→fast", "fast:met→green", "fast:not_met→usual"],
);

/** R004-02, R004-03: Benz original parts of A customers to Ningbo, fewer than five substitutes to Jiaxing. */
export const warehouses: FlowDocument = flow(
  "分仓",
  [
    start,
    branch("where", {
      ningbo: all(is("brand", "is", "奔驰"), is("origin", "is", "原厂件"), is("customer_grade", "is", "A")),
      jiaxing: all(is("origin", "is", "国产替代件"), is("total_qty", "lt", 5)),
    }),
    route("bonded", "宁波保税仓"),
    route("front", "嘉兴前置仓"),
    route("main", "总仓"),
  ],
  ["start→where", "where:ningbo→bonded", "where:jiaxing→front", "where:otherwise→main"],
);

export const TEMPLATES: Readonly<Record<string, FlowDocument>> = {
  rushLine,
  bomSizes,
  brandBatch,
  escalation,
  greenChannel,
  warehouses,
};

/** A drawing with nodes and edges added, and edges taken out. */
export function spoiled(
  document: FlowDocument,
  nodes: readonly Sketch[],
  edges: readonly string[],
  without: readonly string[] = [],
): FlowDocument {
  const added = flow("", nodes, edges);
  const kept = document.edges.filter(({ from, port }) => !without.includes(`${from}:${port}`));
  return {
    ...document,
    nodes: [
      ...document.nodes,
      ...added.nodes.map((node, at) => ({ ...node, position: { x: 400, y: 1000 + at * 100 } })),
    ],
    edges: [...kept, ...added.edges].map((edge, at) => ({ ...edge, id: `e${at + 1}` })),
  };
}

/** Another condition in a node, or other cases. */
export function changed(document: FlowDocument, id: string, change: Partial<Sketch>): FlowDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === id ? ({ ...node, ...change } as typeof node) : node)),
  };
}
