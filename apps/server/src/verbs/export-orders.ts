/** Orders of the pool as a file that people open in a spreadsheet: the same filters, sorted as the list, all pages. */
import { DEFAULT_STATE_MACHINE, minorDigits, type StateMachine, stateNamed } from "@switchyard/orders";
import type { Context } from "../runtime/context.ts";
import { CSV_BEGIN, csvLine, sheetTime } from "../text/csv.ts";
import { noteExport } from "./journal-act.ts";
import { listOrders, type OrderView, type Sorted } from "./list-orders.ts";
import type { Wanted } from "./order-filter.ts";

const PIECE = 1000;
const HEAD = [
  "单号 order", "来源 source", "采购单号 PO", "品牌 brand", "款号 style", "交期 due", "金额 amount", "币种 currency",
  "结果 outcome", "去向 destination", "标签 tags", "状态 status", "收到时间 received",
]; // biome-ignore format: a row of words
/** In both languages, as the heads and outcomes are. */
function stateText(states: StateMachine, status: string | null): string {
  const label = status === null ? undefined : stateNamed(states, status)?.label;
  if (label === undefined) return status ?? "";
  return label.zh === label.en ? label.zh : `${label.zh} ${label.en}`;
}
const OUTCOMES = { decided: "已决策 decided", undecided: "未命中 undecided", parked: "待人工处理 parked" };

export async function exportOrders(ctx: Context, filter: Wanted, sorted: Sorted): Promise<AsyncGenerator<string>> {
  await noteExport(ctx, { what: "orders", ...filter }, ["q"]);
  return textOf(ctx, filter, sorted);
}

async function* textOf(ctx: Context, filter: Wanted, sorted: Sorted): AsyncGenerator<string> {
  yield CSV_BEGIN + csvLine(HEAD);
  const cells = cellsOf(ctx);
  let cursor: string | undefined;
  do {
    const page = await listOrders(ctx, filter, { ...sorted, cursor, limit: PIECE });
    const text = page.items.map((order) => csvLine(cells(order))).join("");
    if (text !== "") yield text;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Instants as the workspace's clocks show them, money as people write it. */
function cellsOf({ workspace }: Context): (order: OrderView) => string[] {
  const { zone, states = DEFAULT_STATE_MACHINE } = workspace.settings;
  const shown = (at: number) => sheetTime(at, zone);
  const due = ({ due_date, due_at }: OrderView) => due_date ?? (due_at === null ? "" : shown(due_at));
  const amount = ({ amount: minor, currency }: OrderView) => {
    const digits = minorDigits(currency ?? workspace.settings.currency) ?? 2;
    return minor === null ? "" : (minor / 10 ** digits).toFixed(digits);
  };
  return (order) => [
    ...[order.external_id, order.source, order.po_no ?? "", order.brand ?? "", order.style_code ?? ""],
    ...[due(order), amount(order), order.currency ?? ""],
    ...[OUTCOMES[order.outcome], order.destination?.name ?? "", order.tags.join("、")],
    stateText(states, order.status),
    shown(order.received_at),
  ];
}
