/** Why: the path that an event took, each condition's sentence, what it saw and how it came out, in both languages. */
import { type FlowDocument, type FlowNode, holdReason, type Names, nodeSentence, portLabel } from "@switchyard/flow";
import { factSpec, type Text } from "@switchyard/orders";
import { decisionReason } from "../effect/decision-reason.ts";
import type { Decision, Effect, TraceStep } from "../effect/effect.ts";
import { recordText } from "../effect/record-text.ts";
import { SAME_PO } from "../order/hold.ts";
import { type ExplainedValue, valueText } from "./value-text.ts";

/** The document that a decision was made by; without `version` it stands for every version of the flow. */
export interface DecidingDocument {
  flow: string;
  version?: number;
  document: FlowDocument;
}

export interface ExplainedStep {
  flow: string;
  version: number;
  node: string;
  kind: string;
  name: string | null;
  sentence: Text;
  ports: { id: string; label: Text }[];
  /** Edges that the order took on from here. */
  edges: string[];
  saw: ExplainedValue[];
  /** A condition's outcome; null for what only acts. */
  outcome: "met" | "not_met" | "missing" | null;
}

export interface Explanation {
  order: string;
  at: number;
  outcome: Decision["outcome"];
  destination: string | null;
  summary: Text;
  steps: ExplainedStep[];
  missing: ExplainedValue[];
  overridden: { effect: Effect; by: string }[];
}

export function explainDecision(
  decision: Decision,
  documents: readonly DecidingDocument[],
  names: Names = {},
): Explanation {
  const taken = new Set(decision.nodes);
  const steps = decision.trace.map((step) => explainStep(step, documentOf(step, documents), taken, names));
  return {
    order: decision.order,
    at: decision.at,
    outcome: decision.outcome,
    destination: decision.destination,
    summary: summaryOf(decision, names),
    steps,
    missing: decision.missing.map((fact) => ({ ...explainValue(fact, null, names) })),
    overridden: decision.effects.flatMap((effect) =>
      "overridden" in effect && effect.overridden !== undefined ? [{ effect, by: effect.overridden.node }] : [],
    ),
  };
}

function documentOf(step: TraceStep, documents: readonly DecidingDocument[]): FlowDocument | undefined {
  const own = documents.filter((one) => one.flow === step.flow);
  return (own.find((one) => one.version === step.version) ?? own.find((one) => one.version === undefined))?.document;
}

function explainStep(
  step: TraceStep,
  document: FlowDocument | undefined,
  taken: ReadonlySet<string>,
  names: Names,
): ExplainedStep {
  const node = document?.nodes.find((one) => one.id === step.node);
  return {
    flow: step.flow,
    version: step.version,
    node: step.node,
    kind: node?.kind ?? step.kind,
    name: node?.name ?? null,
    sentence: node === undefined ? { zh: step.node, en: step.node } : nodeSentence(node, names),
    ports: step.ports.map((id) => ({ id, label: node === undefined ? { zh: id, en: id } : portLabel(node, id) })),
    edges: edgesTaken(step, node, document, taken),
    saw: Object.entries(step.saw).map(([fact, value]) => explainValue(fact, value, names)),
    outcome: outcomeOf(step),
  };
}

function edgesTaken(
  step: TraceStep,
  node: FlowNode | undefined,
  document: FlowDocument | undefined,
  taken: ReadonlySet<string>,
): string[] {
  if (node === undefined || document === undefined) return [];
  const leaves = (port: string) => step.ports.includes(port) || (step.ports.length === 0 && port === "next");
  return document.edges
    .filter((edge) => edge.from === step.node && leaves(edge.port) && taken.has(edge.to))
    .map((edge) => edge.id);
}

function outcomeOf(step: TraceStep): ExplainedStep["outcome"] {
  if (step.ports.includes("met") || step.ports.includes("matched")) return "met";
  if (step.ports.includes("missing")) return "missing";
  return step.ports.includes("not_met") || step.ports.includes("otherwise") ? "not_met" : null;
}

export function explainValue(fact: string, value: unknown, names: Names = {}): ExplainedValue {
  const spec = names.fact?.(fact) ?? factSpec(fact);
  const label = spec?.label ?? { zh: fact, en: fact };
  return { fact, label, value: value ?? null, text: valueText(fact, value, names) };
}

function summaryOf(decision: Decision, names: Names): Text {
  if (decision.outcome === "parked") {
    const { zh, en } = whyParked(decision);
    return { zh: `已搁置：${zh}`, en: `Parked: ${en}` };
  }
  if (decision.destination !== null) {
    const name = names.destinations?.[decision.destination] ?? decision.destination;
    return { zh: `派到 ${name}`, en: `Sent to ${name}` };
  }
  if (decision.outcome === "decided") return { zh: "已处理，未派单", en: "Handled, not routed" };
  const { code, about } = decisionReason(decision);
  if (code !== "closed")
    return {
      zh: "没有规则命中：订单已收下，等人处理",
      en: "No rule matched: the order is kept and waits for a person",
    };
  const state = valueText("status", about, names);
  return { zh: `订单已是“${state.zh}”，流程不再处理`, en: `The order is already ${state.en}: flows leave it alone` };
}

/** An order that waits as a twin says of which one, where it met it. */
function whyParked({ reason = "", effects }: Decision): Text {
  const { code, about } = decisionReason({ reason });
  if (code === SAME_PO) {
    const met = effects.find((effect) => effect.type === "hold" && effect.reason === SAME_PO);
    return (met?.data && recordText("noted", { what: SAME_PO, ...met.data })) || holdReason(SAME_PO);
  }
  const said = recordText(code === "paused" ? "pool" : code, {});
  if (said === null || about === "") return said ?? { zh: reason, en: reason };
  return { zh: `${said.zh}（${about}）`, en: `${said.en} (${about})` };
}
