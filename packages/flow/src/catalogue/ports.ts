import type { FlowNode } from "../document.ts";
import { type Text, text } from "../text.ts";

/** `otherwise` must be connected; `missing` is the data-missing port. */
export type PortRole = "normal" | "otherwise" | "missing";

export interface PortSpec {
  id: string;
  label: Text;
  role: PortRole;
  /** Fires with a later event (a window closes, a deadline passes, a person decides), not with the one that reached the node. */
  later: boolean;
}

const port = (id: string, zh: string, en: string, role: PortRole = "normal"): PortSpec => ({
  id,
  label: text(zh, en),
  role,
  later: false,
});
const later = (id: string, zh: string, en: string): PortSpec => ({ ...port(id, zh, en), later: true });

const NEXT = port("next", "然后", "then");
const MISSING = port("missing", "数据缺失", "data missing", "missing");
const OTHERWISE = port("otherwise", "否则", "otherwise", "otherwise");

const same = (label: string): Text => text(label, label);

/** Ids that a case or a part cannot have, because the node has a port of that name. */
export const RESERVED_PORTS: readonly string[] = ["otherwise", "missing", "matched", "next"];

/** The ports of a node as it is set now, in the order in which they stand on the card. */
export function portsOf(node: FlowNode): PortSpec[] {
  switch (node.kind) {
    case "condition":
      return [port("met", "命中", "met"), port("not_met", "未命中", "not met"), ...missingPort(node.missing)];
    case "branch":
      return [
        ...node.cases.map((one, index) => ({
          ...port(one.id, `情况 ${index + 1}`, `case ${index + 1}`),
          ...(one.name ? { label: same(one.name) } : {}),
        })),
        OTHERWISE,
        ...missingPort(node.missing),
      ];
    case "decision_table":
      return [
        port("matched", "命中", "matched"),
        node.hit === "first" ? OTHERWISE : port("otherwise", "否则", "otherwise"),
      ];
    case "split":
      return node.parts.map((part) => ({
        ...port(part.id, `${part.percent}%`, `${part.percent}%`),
        ...(part.name ? { label: same(`${part.name} ${part.percent}%`) } : {}),
      }));
    case "merge":
      return [
        port("joined", "已并入", "joined"),
        ...(node.exclude === undefined ? [] : [port("excluded", "不合并", "excluded")]),
        later("closed", "批次关闭", "batch closed"),
      ];
    case "watch":
      return [later("kept", "按时", "kept"), later("breached", "超时", "breached")];
    case "approval":
      return [
        later("approved", "通过", "approved"),
        later("rejected", "驳回", "rejected"),
        ...(node.timeout === undefined ? [] : [later("timed_out", "超时未批", "timed out")]),
      ];
    case "breaker":
      return [later("opened", "熔断", "opened"), later("closed", "恢复", "closed")];
    case "note":
    case "frame":
      return [];
    // Triggers and actions go on through one port.
    default:
      return [NEXT];
  }
}

function missingPort(goes: "not_met" | "port"): PortSpec[] {
  return goes === "port" ? [MISSING] : [];
}

const WANTING: ReadonlySet<string> = new Set([
  "condition",
  "branch",
  "split",
  "watch:breached",
  "merge:closed",
  "approval:approved",
  "approval:rejected",
  "breaker:opened",
]);
/** Ports that something should follow: a decision or a deadline that leads nowhere is worth a remark. Other open ports are ordinary. */
export const wantsLine = (node: FlowNode, port: PortSpec): boolean =>
  WANTING.has(node.kind) || WANTING.has(`${node.kind}:${port.id}`);

/**
 * What stands on the edge that leaves by this port; an unknown port is named by its id. Data that is missing is told of a node
 * without a port for it, too: there the order goes on as not met.
 */
export function portLabel(node: FlowNode, id: string): Text {
  const named = portsOf(node).find((spec) => spec.id === id) ?? (id === MISSING.id ? MISSING : null);
  return named?.label ?? same(id);
}
