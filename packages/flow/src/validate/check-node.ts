import { areQuietHours } from "@switchyard/orders";
import { RESERVED_PORTS } from "../catalogue/ports.ts";
import type { Condition, FlowNode, NodeOf, StepQuietHours } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { text } from "../text.ts";
import { checkCondition } from "./check-condition.ts";
import { checkTable } from "./check-table.ts";
import type { Finding } from "./finding.ts";
import { error, known, type NodeCheck, nodeName } from "./node-finding.ts";

/** What is wrong inside one node, whatever it is connected to. */
export function checkNode(node: FlowNode, check: NodeCheck): Finding[] {
  const { kinds } = check.context;
  const findings = [...checkSettings(node, check)];
  if (kinds !== undefined && !kinds.includes(node.kind)) {
    findings.push(
      error(
        node,
        "kind_unavailable",
        "这里还不能执行，请先删除这个节点",
        "cannot run here yet; delete this node first",
      ),
    );
  }
  return findings;
}

function checkSettings(node: FlowNode, check: NodeCheck): Finding[] {
  switch (node.kind) {
    case "condition":
      return condition(node, node.when, "/when", check.lookup);
    case "branch":
      return checkBranch(node, check.lookup);
    case "decision_table":
      return checkTable(node, check);
    case "split":
      return checkSplit(node);
    case "merge":
      return [
        ...facts(node, node.by, "/by", check.lookup),
        ...(node.exclude === undefined ? [] : condition(node, node.exclude, "/exclude", check.lookup)),
      ];
    case "watch":
      return [...checkWatch(node, check), ...known(node, "unknown_state", node.goal.states, check.context.states)];
    case "breaker": {
      const { where, by, event } = node.measure;
      return [
        ...required(node, event, "/measure/event", "还没有选统计哪种事件", "has no event to measure yet; choose one"),
        ...facts(node, by, "/measure/by", check.lookup),
        ...(where === undefined ? [] : condition(node, where, "/measure/where", check.lookup)),
      ];
    }
    case "state_reached":
      return known(node, "unknown_state", node.states, check.context.states);
    case "order_updated":
      return facts(node, node.fields, "/fields", check.lookup);
    case "route":
      return [
        ...required(node, node.destination, "/destination", "还没有选去向", "has no destination yet; choose one"),
        ...(node.destination === ""
          ? []
          : known(node, "unknown_destination", [node.destination], check.context.destinations)),
        ...(node.lines === undefined ? [] : condition(node, node.lines, "/lines", check.lines)),
      ];
    case "tag":
    case "untag":
      return required(node, node.tag, "/tag", "还没有填标签", "has no tag yet; fill one in");
    case "set_field":
      return required(node, node.field, "/field", "还没有选字段", "has no field yet; choose one");
    case "add_line":
      return required(node, node.sku, "/sku", "还没有填 SKU", "has no SKU yet; fill one in");
    case "alert":
      return [
        ...toWhom(node, node.to),
        ...known(node, "unknown_person", node.to, check.context.people),
        ...quiet(node, node.quietHours),
      ];
    case "notify":
      return quiet(node, node.quietHours);
    case "task":
      return [...toWhom(node, node.to), ...known(node, "unknown_person", node.to, check.context.people)];
    case "approval":
      return [...toWhom(node, node.approvers), ...known(node, "unknown_person", node.approvers, check.context.people)];
    case "measure":
      return required(node, node.measure, "/measure", "还没有选指标", "has no measure yet; choose one");
    case "webhook":
      return required(node, node.endpoint, "/endpoint", "还没有选推送到哪里", "has no endpoint yet; choose one");
    default:
      return [];
  }
}

function quiet(node: FlowNode, hours: StepQuietHours | undefined): Finding[] {
  if (hours === undefined || hours === "none" || areQuietHours(hours)) return [];
  const [zh, en] = ["的免打扰时段须为 HH:MM 且起止不同", "needs quiet hours as HH:MM, from one time to another"];
  return [error(node, "setting_missing", zh, en, "/quietHours")];
}

function condition(node: FlowNode, when: Condition, pointer: string, lookup: FactLookup): Finding[] {
  const name = nodeName(node);
  return checkCondition(when, lookup, pointer).map(({ message, ...rest }) => ({
    ...rest,
    node: node.id,
    message: text(`“${name.zh}”：${message.zh}`, `“${name.en}”: ${message.en}`),
  }));
}

function checkBranch(node: NodeOf<"branch">, lookup: FactLookup): Finding[] {
  const findings = node.cases.flatMap((one, index) => condition(node, one.when, `/cases/${index}/when`, lookup));
  if (node.cases.length === 0)
    findings.push(error(node, "no_cases", "还没有情况，请至少加一种", "has no case yet; add one", "/cases"));
  return [...findings, ...portIds(node, node.cases, "/cases")];
}

function checkSplit(node: NodeOf<"split">): Finding[] {
  const sum = node.parts.reduce((total, part) => total + Math.round(part.percent * 100), 0);
  const findings = portIds(node, node.parts, "/parts");
  if (sum === 10_000) return findings;
  return [
    ...findings,
    error(
      node,
      "split_sum",
      `的比例合计是 ${sum / 100}%，请调到 100%`,
      `adds up to ${sum / 100}%; make it 100%`,
      "/parts",
    ),
  ];
}

/** Cases and parts are ports: each id once, and none that the node has anyway. */
function portIds(node: FlowNode, ports: readonly { id: string }[], pointer: string): Finding[] {
  return ports.flatMap((port, index) =>
    RESERVED_PORTS.includes(port.id) || ports.findIndex((one) => one.id === port.id) < index
      ? [
          error(
            node,
            "case_id",
            `的出口编号 ${port.id} 重复，请删除后重新添加`,
            `has port id ${port.id} twice; delete it and add it again`,
            `${pointer}/${index}`,
          ),
        ]
      : [],
  );
}

function checkWatch(node: NodeOf<"watch">, check: NodeCheck): Finding[] {
  const { since, goal } = node;
  const findings: Finding[] = [];
  if (goal.states.length + goal.events.length === 0) {
    findings.push(
      error(
        node,
        "setting_missing",
        "还没有选要等到什么状态或事件",
        "does not say yet which state or event it waits for; choose one",
        "/goal",
      ),
    );
  }
  if (typeof since === "string") return findings;
  const fact = check.lookup(since.fact);
  if (fact === undefined || (fact.type !== "instant" && fact.type !== null)) {
    findings.push(
      error(
        node,
        "unknown_fact",
        `的起算时间 ${since.fact} 不是时间字段，请另选`,
        `counts from ${since.fact}, which is not an instant; choose another`,
        "/since",
      ),
    );
  }
  return findings;
}

function facts(node: FlowNode, names: readonly string[], pointer: string, lookup: FactLookup): Finding[] {
  return names.flatMap((name, index) =>
    lookup(name) === undefined
      ? [
          error(
            node,
            "unknown_fact",
            `用到的字段“${name}”不存在，请另选`,
            `uses fact “${name}”, which does not exist; choose another`,
            `${pointer}/${index}`,
          ),
        ]
      : [],
  );
}

const required = (node: FlowNode, value: string, pointer: string, zh: string, en: string): Finding[] =>
  value.trim() === "" ? [error(node, "setting_missing", zh, en, pointer)] : [];

function toWhom(node: FlowNode, people: readonly string[]): Finding[] {
  return people.length > 0
    ? []
    : [error(node, "setting_missing", "还没有选人", "has nobody to go to yet; choose someone")];
}
