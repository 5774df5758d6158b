import type { Duration, NodeOf } from "@switchyard/flow";
import { byName, type Said } from "../phrase/parts.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Goal, Piece } from "./items.ts";

/** What a deadline counts from: a moment of the order, or a trigger of its own. */
export interface Anchor {
  since: NodeOf<"watch">["since"];
  from: Said | null;
}

const RECEIVED = {
  zh: sticky(
    "(?:订单|单子?)?(?:创建|下了?单|收到|接了?单|接到|接收|进池|入池|提交|生成|进来|来|收到订单)(?:订单|单子?)?(?:了)?(?![的源])",
  ),
  en: sticky(
    "(?:(?:the )?order (?:is |was )?)?(?:created|received|ordered|creation|receiving(?: (?:it|the order))?|receipt|placed|placing the order|ordering|intake|coming in|it (?:came|comes) in|came in|arrival|arriving|entry|entered)\\b",
  ),
};
const PAID = {
  zh: sticky("(?:付了?款|支付|付清|付了?钱)(?:成功)?(?:了)?"),
  en: sticky("(?:the )?(?:paid|payment)\\b"),
};
const WAYBILL = {
  zh: sticky("(?:运单号|快递单号|单号)(?:生成|获取|出来|获得)?"),
  en: sticky("(?:the )?(?:waybill|tracking) number(?: (?:is )?(?:made|obtained|made out))?"),
};

/** Words for a moment: 创建, 付款, 分配, 报工. */
export function readMoment(reader: Reader): Anchor | null {
  const { language } = reader;
  if (reader.take(RECEIVED[language]) !== null) return { since: "received", from: null };
  if (reader.take(PAID[language]) !== null) return { since: { fact: "paid_at" }, from: null };
  if (reader.take(WAYBILL[language]) !== null)
    return { since: "reached", from: { kind: "order_updated", fields: ["tracking_no"] } };
  if (language === "zh") reader.take(/(?:订单)?(?:已|变为|到达|进入)?/y);
  else reader.take(/(?:the order (?:is |was )?|it is |being |is )?/y);
  const state = byName(reader, reader.lexicon.states);
  if (state !== null) {
    if (language === "zh")
      reader.take(/(?:车间|仓库|产线)?(?:指令)?(?:下达?|发出)?了?(?=\d|[一二两三四五六七八九十半]|超|满|过)/y);
    return { since: "reached", from: { kind: "state_reached", states: [state] } };
  }
  const event = reader.attempt(() => eventTrigger(reader.name(reader.lexicon.events)?.[0]));
  return event === null ? null : { since: "reached", from: event };
}

const AFTER_SALE = ["complaint", "return", "exchange", "refund"] as const;

/** The trigger that an event starts. */
export function eventTrigger(id: string | undefined): Said | null {
  if (id === undefined || id.startsWith("state_")) return null;
  const sale = AFTER_SALE.find((one) => one === id);
  if (sale !== undefined) return { kind: "after_sale", events: [sale] };
  if (id === "order_received") return { kind: "order_received" };
  if (id === "order_cancelled") return { kind: "order_cancelled" };
  if (id === "stock_changed") return { kind: "stock_changed" };
  if (id === "courier_node") return { kind: "courier_node", actions: [] };
  if (id.startsWith("courier:")) return { kind: "courier_node", actions: [id.slice(8)] };
  if (id.startsWith("has:")) return { kind: "order_updated", fields: [id.slice(4)] };
  if (id.startsWith("order_updated")) return { kind: "order_updated", fields: id.includes(":") ? [id.slice(14)] : [] };
  return { kind: "measure", measure: id };
}

/** The trigger of a goal: where the next deadline of a chain starts, whether the one before was kept or not. */
export function goalTrigger(goal: Goal): Said | null {
  if (goal.states.length > 0) return { kind: "state_reached", states: [...goal.states] };
  const [event] = goal.events;
  return eventTrigger(event);
}

/** Newer news of a courier is waited for from the last news on, unless it is said from when. */
export const sinceNews = (goal: Goal, anchor: Anchor | null): Anchor | null =>
  anchor === null &&
  goal.states.length === 0 &&
  goal.events.length > 0 &&
  goal.events.every((one) => one === "courier_node")
    ? { since: "reached", from: { kind: "courier_node", actions: [] } }
    : anchor;

/** States that show that an order has left this one: those after it in the chain, and the ends beside it. */
export function statesAfter(reader: Reader, state: string): string[] {
  const { chain } = reader.lexicon;
  const at = chain.indexOf(state);
  return at < 0 ? [] : chain.slice(at + 1);
}

export const staying = (state: string, later: string[], within: Duration, strict: boolean): Piece => ({
  type: "watch",
  said: { kind: "watch", within, since: "reached", goal: { states: later, events: [] }, strict },
  from: { kind: "state_reached", states: [state] },
  bare: false,
});
