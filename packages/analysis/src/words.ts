/** Names of nodes, values and reasons in both languages. */
import {
  conditionSentence,
  type FlowDocument,
  type FlowNode,
  type Names,
  namesFor,
  nodeTitle,
  portLabel,
} from "@switchyard/flow";
import { instantText, type Text } from "@switchyard/orders";
import type { Place } from "./finding.ts";
import type { Scalar, Site } from "./model/sheet.ts";
import type { Sample } from "./order/sample.ts";
import type { UnknownReason } from "./solve/solver.ts";

export const text = (zh: string, en: string): Text => ({ zh, en });

export class Words {
  readonly #ways = new Map<FlowDocument, ReadonlySet<string>>();
  readonly #documents: ReadonlyMap<string, FlowDocument>;
  readonly #called: Readonly<Record<string, FlowDocument>>;
  readonly #names: Names;
  readonly #zone: string;
  readonly #focus: string | null;

  constructor(
    documents: ReadonlyMap<string, FlowDocument>,
    called: Readonly<Record<string, FlowDocument>>,
    { names, zone, focus }: { names: Names; zone: string; focus: string | null },
  ) {
    this.#documents = documents;
    this.#called = called;
    this.#names = names;
    this.#zone = zone;
    this.#focus = documents.size > 1 ? focus : ([...documents.keys()][0] ?? null);
  }

  /** A node by the name that it has in a program: `<subflow>/<id>` inside a sub-flow. */
  node(flow: string, id: string): FlowNode | undefined {
    const path = id.split("/");
    const inside = this.#inside(flow, path.slice(0, -1));
    return inside?.nodes.find((one) => one.id === path.at(-1));
  }

  #inside(flow: string, calls: readonly string[]): FlowDocument | undefined {
    let document = this.#documents.get(flow);
    for (const part of calls) {
      const node = document?.nodes.find((one) => one.id === part);
      document = node?.kind === "subflow" ? this.#called[node.flow] : undefined;
    }
    return document;
  }

  /** 「快反?」 or 「快反?」的第 2 行; with the flow's name where it is not the one that is looked at. */
  place({ flow, node: id, port, row }: Place): Text {
    const node = this.node(flow, id);
    const label = node === undefined ? text(id, id) : this.#title(flow, node);
    const name = this.#documents.get(flow)?.name ?? flow;
    const [zh, en] = flow !== this.#focus ? [`${name}·${label.zh}`, `${name} · ${label.en}`] : [label.zh, label.en];
    if (row !== undefined) {
      const number = node?.kind === "decision_table" ? node.rows.findIndex((one) => one.id === row) + 1 : 0;
      return text(`“${zh}”第 ${number} 行`, `row ${number} of “${en}”`);
    }
    if (port === undefined || node === undefined || node.kind === "condition") return text(`“${zh}”`, `“${en}”`);
    const way = portLabel(node, port);
    return text(`“${zh}”的“${way.zh}”`, `“${way.en}” of “${en}”`);
  }

  /** Its own name, else what it does. */
  #title(flow: string, node: FlowNode): Text {
    if (node.name) return text(node.name, node.name);
    const document = this.#documents.get(flow);
    return nodeTitle(node, document === undefined ? this.#names : namesFor(document, this.#names));
  }

  /** Whether an edge leaves the port. */
  follows(flow: string, id: string, port: string): boolean {
    const path = id.split("/");
    const document = this.#inside(flow, path.slice(0, -1));
    return document !== undefined && this.#waysOf(document).has(`${path.at(-1)} ${port}`);
  }

  /** Ports that something is drawn after. */
  #waysOf(document: FlowDocument): ReadonlySet<string> {
    let ways = this.#ways.get(document);
    if (ways === undefined) {
      ways = new Set(document.edges.map(({ from, port }) => `${from} ${port}`));
      this.#ways.set(document, ways);
    }
    return ways;
  }

  /** The first trigger of a flow, or any node. */
  start(flow: string): string {
    const nodes = this.#documents.get(flow)?.nodes ?? [];
    return (nodes.find((node) => node.kind === "order_received") ?? nodes[0])?.id ?? "";
  }

  /** Ports by node and name: “met” of “Rush?”. */
  ways(places: readonly Place[]): Text {
    const all = places.slice(0, 4).map(({ flow, node: id, port }) => {
      const node = this.node(flow, id);
      const name = this.place({ flow, node: id });
      const way = node === undefined || port === undefined ? text("", "") : portLabel(node, port);
      return text(`${name.zh}的“${way.zh}”`, `“${way.en}” of ${name.en}`);
    });
    return text(all.map(({ zh }) => zh).join("、"), all.map(({ en }) => en).join(" and "));
  }

  places(places: readonly Place[]): Text {
    const all = places.map((place) => this.place(place));
    return text(all.map(({ zh }) => zh).join("、"), all.map(({ en }) => en).join(", "));
  }

  /** What a way out asks for, as a sentence; null for a split. */
  condition({ flow, node: id, port, row }: Site): Text | null {
    const node = this.node(flow, id);
    const document = this.#documents.get(flow);
    const names = document === undefined ? this.#names : namesFor(document, this.#names);
    switch (node?.kind) {
      case "condition":
        return conditionSentence(node.when, names);
      case "branch": {
        const found = node.cases.find((one) => one.id === port);
        return found === undefined ? null : conditionSentence(found.when, names);
      }
      case "merge":
        return node.exclude === undefined ? null : conditionSentence(node.exclude, names);
      default:
        return row === null ? null : text("该行各格同时满足", "all cells of the row");
    }
  }

  value(family: string, value: Scalar | null): Text {
    if (value === null) return text("无", "none");
    const known = family === "route" ? this.#names.destinations?.[String(value)] : undefined;
    return typeof known === "object" ? known : text(known ?? String(value), known ?? String(value));
  }

  /** 「去向」 or 「字段 urgency」. */
  family(family: string): Text {
    if (family === "route") return text("去向", "the destination");
    const field = family.slice("field:".length);
    return text(`字段 ${field}`, `field ${field}`);
  }

  at(sample: Sample): string {
    return instantText(sample.at, this.#zone).slice(0, 16).replace("T", " ");
  }
}

const REASONS: Record<UnknownReason, Text> = {
  between_facts: text(
    "条件比较的是两个字段，只试了一些取值",
    "it compares two facts, of which only some values were tried",
  ),
  operator: text("条件用到了分析不认识的运算", "it uses an operation that the analysis does not know"),
  type: text(
    "字段的类型未声明，或与比较的值不同",
    "the type of a fact is not declared, or differs from what it is compared with",
  ),
  pattern: text("条件用到了正则文字规则，无法由规则反推文字", "it uses a pattern, from which no text can be derived"),
  window: text("条件取决于之前的订单", "it depends on orders that came before"),
  lookup: text("条件取决于库存或信用表", "it depends on tables of stock or credit"),
  event: text("条件取决于事件自带的数据", "it depends on what the event itself brings"),
  calendar: text("没有找到同时满足这些时间条件的时刻", "no instant was found at which these times go together"),
  lines: text("没有找到同时满足这些明细条件的订单行", "no lines were found that fit these conditions together"),
  text: text("没有找到入库后保持不变的文字", "no text was found that intake keeps as it is"),
  bucket: text("没有找到落在该比例内的单号", "no order number was found that falls into that part of the split"),
  budget: text("条件组合过多，超出了计算限额", "the conditions combine in more ways than the budget allows"),
  trigger: text(
    "该路径由其他事件触发，无法用一张新订单演示",
    "the path begins with another event, which a new order cannot show",
  ),
  build: text("没有能构造出真实订单来演示", "no real order could be made to show it"),
};
export const reasonText = (reason: UnknownReason): Text => REASONS[reason];
