/** Runs a golden order and says, in sentences, where what came of it is not what was expected. */
import type {
  Expected,
  ExpectedBatch,
  ExpectedMessage,
  ExpectedOrder,
  ExpectedSection,
  ExpectedWatch,
  GoldenOrder,
  Names,
} from "@switchyard/flow";
import { destinationName, nodeTitle, personName, spanText, stateName } from "@switchyard/flow";
import type { Problem, Text } from "@switchyard/orders";
import type { Tried, WholeOutcome } from "./run.ts";
import { runScript } from "./run-script.ts";

/** `expected` or `got` null: there was none. */
export interface Difference {
  section: ExpectedSection;
  key: string | null;
  what: Text;
  expected: Text | null;
  got: Text | null;
}

export interface GoldenResult {
  id: string;
  name: string;
  passed: boolean;
  differences: Difference[];
  /** Why the script could not be played at all. */
  problems: Problem[];
  /** What came of it now: accepting it makes this the expectation. */
  got: WholeOutcome | null;
}

export function checkGolden(tried: Tried, golden: GoldenOrder): GoldenResult {
  const { id, name } = golden;
  const result = runScript(tried, golden.script);
  if (!result.ok) return { id, name, passed: false, differences: [], problems: result.problems, got: null };
  const got = result.run.outcome;
  const differences = differencesOf(golden.expected, got, tried);
  return { id, name, passed: differences.length === 0, differences, problems: [], got };
}

const text = (zh: string, en: string): Text => ({ zh, en });
const same = (value: string): Text => text(value, value);

function differencesOf(expected: Expected, got: WholeOutcome, tried: Tried): Difference[] {
  const names = tried.names ?? {};
  return [
    ...(expected.orders === undefined ? [] : ordersDiffer(expected.orders, got.orders, names)),
    ...(expected.messages === undefined
      ? []
      : listsDiffer("messages", expected.messages, got.messages, (one) => messageText(one, names))),
    ...(expected.watches === undefined
      ? []
      : pairsDiffer("watches", expected.watches, got.watches, {
          of: ({ node, key }) => `${node} ${key}`,
          what: ({ node }) => nodeText(node, tried),
          value: ({ outcome }) => WATCH[outcome],
          key: ({ key }) => key,
        })),
    ...(expected.batches === undefined
      ? []
      : listsDiffer("batches", expected.batches, got.batches, (one) => batchText(one, tried))),
  ];
}

const WATCH: Record<ExpectedWatch["outcome"], Text> = {
  open: text("还在计时", "still running"),
  kept: text("按时完成", "kept"),
  breached: text("超时", "breached"),
  cancelled: text("已取消", "cancelled"),
};
const BATCH: Record<ExpectedBatch["outcome"], Text> = {
  open: text("未关闭", "open"),
  window: text("到时关闭", "closed by its window"),
  orders: text("满单关闭", "closed when full"),
  qty: text("满件关闭", "closed when full of pieces"),
  hand: text("人工关闭", "closed by hand"),
  begun: text("开工关闭", "closed because work began"),
  void: text("作废", "void"),
};
const OUTCOME: Record<ExpectedOrder["outcome"], Text> = {
  decided: text("已决策", "decided"),
  undecided: text("没有规则命中", "no rule matched"),
  parked: text("已搁置", "parked"),
};
const YES_NO = (value: boolean): Text => (value ? text("是", "yes") : text("否", "no"));
const listText = (values: readonly string[]): Text =>
  values.length === 0 ? text("无", "none") : text(values.join("、"), values.join(", "));

interface Aspect {
  what: Text;
  value: (order: ExpectedOrder, names: Names) => Text;
}
const ASPECTS: Aspect[] = [
  { what: text("结果", "Outcome"), value: ({ outcome }) => OUTCOME[outcome] },
  {
    what: text("去向", "Destination"),
    value: ({ destination }, names) =>
      destination === null ? text("未派单", "not routed") : destinationName(destination, names),
  },
  {
    what: text("各行去向", "Destinations of lines"),
    value: ({ lines }, names) =>
      textList(lines.map(({ line, destination }) => prefixed(`${line} → `, destinationName(destination, names)))),
  },
  { what: text("标签", "Tags"), value: ({ tags }) => listText(tags) },
  { what: text("状态", "State"), value: ({ status }, names) => stateName(status, names) },
  { what: text("挂起", "On hold"), value: ({ held }) => YES_NO(held) },
  { what: text("冻结", "Frozen"), value: ({ frozen }) => YES_NO(frozen) },
  {
    what: text("字段", "Fields"),
    value: ({ fields }) =>
      listText(
        Object.keys(fields)
          .sort()
          .map((name) => `${name} = ${String(fields[name])}`),
      ),
  },
  {
    what: text("加的行", "Lines added"),
    value: ({ added }) => listText(added.map(({ sku, qty }) => `${sku} × ${qty}`)),
  },
];
const prefixed = (before: string, { zh, en }: Text): Text => text(before + zh, before + en);
const textList = (values: readonly Text[]): Text =>
  values.length === 0
    ? text("无", "none")
    : text(values.map(({ zh }) => zh).join("、"), values.map(({ en }) => en).join(", "));

function ordersDiffer(expected: readonly ExpectedOrder[], got: readonly ExpectedOrder[], names: Names): Difference[] {
  return expected.flatMap((wanted): Difference[] => {
    const { key } = wanted;
    const is = got.find((one) => one.key === key);
    if (is === undefined)
      return [{ section: "orders", key, what: text("订单", "Order"), expected: same(key), got: null }];
    return ASPECTS.flatMap(({ what, value }): Difference[] => {
      const [a, b] = [value(wanted, names), value(is, names)];
      return a.en === b.en && a.zh === b.zh ? [] : [{ section: "orders", key, what, expected: a, got: b }];
    });
  });
}

const MESSAGE: Record<ExpectedMessage["type"], Text> = {
  alert: text("告警", "Alert"),
  task: text("任务", "Task"),
  notify: text("通知客户", "Customer told"),
  webhook: text("调用", "Call"),
  approval: text("审批", "Approval"),
};
function messageText({ type, to, level, text: said, after }: ExpectedMessage, names: Names): Text {
  const kind = MESSAGE[type];
  const whom = textList(to.map((one) => personName(one, names)));
  const at = after === 0 ? text("立即", "at once") : later(Math.round(after / 60_000) * 60_000);
  const grade = level === null ? text("", "") : text(` ${level} 级`, ` of level ${level}`);
  return text(
    `${at.zh}：${kind.zh}${grade.zh} → ${whom.zh}：${said}`,
    `${at.en}: ${kind.en}${grade.en} → ${whom.en}: ${said}`,
  );
}
function later(ms: number): Text {
  const span = spanText(ms);
  return text(`${span.zh}后`, `after ${span.en}`);
}

function nodeText(id: string, { document, names }: Tried): Text {
  const node = document.nodes.find((one) => one.id === id);
  return node === undefined ? text(`已删除的节点 ${id}`, `a node that is gone (${id})`) : nodeTitle(node, names ?? {});
}

function batchText({ node, orders, outcome }: ExpectedBatch, tried: Tried): Text {
  const [title, end, members] = [nodeText(node, tried), BATCH[outcome], listText(orders)];
  return text(`${title.zh}：${members.zh}（${end.zh}）`, `${title.en}: ${members.en} (${end.en})`);
}

/** Lists whose entries have no names of their own: what is only on one side is a difference. */
function listsDiffer<T extends ExpectedMessage | ExpectedBatch>(
  section: "messages" | "batches",
  expected: readonly T[],
  got: readonly T[],
  say: (one: T) => Text,
): Difference[] {
  const exact = (one: T) => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  const left = [...got];
  const lost = expected.filter((one) => {
    const at = left.findIndex((other) => exact(other) === exact(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const what = section === "batches" ? text("合并批次", "Batch") : text("消息", "Message");
  return [
    ...lost.map((one): Difference => ({ section, key: keyOf(one), what, expected: say(one), got: null })),
    ...left.map((one): Difference => ({ section, key: keyOf(one), what, expected: null, got: say(one) })),
  ];
}

const keyOf = (one: ExpectedMessage | ExpectedBatch) => ("key" in one ? one.key : null);

interface Pairing<T> {
  of: (one: T) => string;
  what: (one: T) => Text;
  value: (one: T) => Text;
  key: (one: T) => string;
}

function pairsDiffer<T>(
  section: ExpectedSection,
  expected: readonly T[],
  got: readonly T[],
  { of, what, value, key }: Pairing<T>,
): Difference[] {
  const is = new Map(got.map((one) => [of(one), one]));
  const wanted = new Map(expected.map((one) => [of(one), one]));
  return [...new Set([...wanted.keys(), ...is.keys()])].flatMap((name): Difference[] => {
    const [a, b] = [wanted.get(name), is.get(name)];
    const one = a ?? b;
    if (one === undefined) return [];
    const [before, now] = [a === undefined ? null : value(a), b === undefined ? null : value(b)];
    return before?.en === now?.en ? [] : [{ section, key: key(one), what: what(one), expected: before, got: now }];
  });
}
