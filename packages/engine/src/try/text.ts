/** What happened while a script was played, in words: effects, records and what became due. */
import { effectSentence, type Names, nodeTitle, spanText } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { Effect, JournalRecord } from "../effect/effect.ts";
import { recordText } from "../effect/record-text.ts";
import { namesOf } from "../prepare/prepare.ts";
import type { Happening } from "./run.ts";
import type { Due, TriedYard } from "./yard.ts";

const text = (zh: string, en: string): Text => ({ zh, en });
const same = (value: string): Text => text(value, value);

/** A node's name as it stands in a sentence. */
function titleOf(id: string, yard: TriedYard, names: Names = {}): Text {
  const node = yard.document.nodes.find((one) => one.id === id);
  return node === undefined ? same(id) : nodeTitle(node, names, yard.document);
}

/** In the words of the flow's own cards: flow's generator has words for every effect there is. */
export function effectText(effect: Effect, yard: TriedYard, names: Names = {}): Text {
  const said = effectSentence(
    { ...effect },
    { ...names, order: (id) => yard.keyOf(id) ?? id, node: (id) => titleOf(id, yard, names) },
  );
  return said ?? same(effect.type);
}

/** Records that say something an effect does not. */
const SILENT = new Set(["accepted", "updated", "locked", "unlocked", "published", "stale_timer", "gone"]);

export function recordHappening(record: JournalRecord, yard: TriedYard, names: Names = {}): Happening | null {
  const { code, data } = record;
  if (SILENT.has(code) || (code === "noted" && data.what === "line_there")) return null;
  const key = yard.keyOf(record.order);
  const node = typeof data.watch === "string" ? namesOf(data.watch).node : null;
  const said = node === null ? null : watchText(code, data, titleOf(node, yard, names));
  const words = said ?? recordText(code, data, yard.prepared.machine);
  return words === null ? null : { kind: code, node, key, text: words };
}

function watchText(code: string, data: Record<string, unknown>, title: Text): Text | null {
  const { start, deadline } = data;
  switch (code) {
    case "watch_started":
    case "watch_restarted": {
      const span = typeof start === "number" && typeof deadline === "number" ? spanText(deadline - start) : same("");
      return text(`开始计时：${title.zh}（限 ${span.zh}）`, `The clock starts: ${title.en} (${span.en})`);
    }
    case "watch_kept":
      return text(`按时完成：${title.zh}`, `In time: ${title.en}`);
    case "watch_breached":
      return text(`超时：${title.zh}`, `Too late: ${title.en}`);
    case "watch_cancelled":
      return text(`不再计时：${title.zh}`, `The clock stops: ${title.en}`);
    default:
      return null;
  }
}

/** What became due. */
export function dueText(due: Due, yard: TriedYard, names: Names = {}): Text {
  if (due.what === "schedule") {
    const node = titleOf(due.node, yard, names);
    return text(`到点：${node.zh}`, `Scheduled: ${node.en}`);
  }
  const { key, timer } = due.timer;
  if (key.kind === "batch") return text("合并时间到", "A batch's window ends");
  if (key.kind === "channel") return text("熔断计时到", "A breaker's time is up");
  const order = yard.keyOf(key.key) ?? "";
  if (timer === "look") return text(`时间到了，重新判断订单 ${order}`, `Time has come to look at order ${order} again`);
  const node = titleOf(namesOf(timer.slice(timer.indexOf("/") + 1)).node, yard, names);
  return timer.startsWith("approval/")
    ? text(`订单 ${order} 的审批到期：${node.zh}`, `The approval of order ${order} is due: ${node.en}`)
    : text(`订单 ${order} 的时限到期：${node.zh}`, `The deadline of order ${order} is here: ${node.en}`);
}
