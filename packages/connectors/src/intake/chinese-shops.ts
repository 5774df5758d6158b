/** Taobao, Pinduoduo, Douyin, JD and Youzan orders. channels.md 5. Times without an offset are GMT+8. */
import { DOUYIN_REFUNDS, lineRefunds, TAOBAO_REFUNDS } from "./line-refunds.ts";
import {
  chinaTime,
  compact,
  type Fields,
  fenToYuan,
  listOf,
  type PlatformOrder,
  secondsOf,
  statusesOf,
  textOf,
  within,
} from "./platform-order.ts";

/** Taobao's flags are 1–5; Douyin's stars have an order of their own. */
const TAOBAO_FLAGS = ["", "red", "yellow", "green", "blue", "purple"];
const DOUYIN_STARS = ["grey", "purple", "cyan", "green", "orange", "red"];

/** A line that was shipped, or has arrived: a refund takes nothing back from it. */
const DOUYIN_SENT = new Set(["3", "5"]);

export function taobaoOrder(body: unknown, source: string): PlatformOrder {
  const trade = within(body, "trade_fullinfo_get_response", "trade");
  const lines = listOf(within(trade.orders).order);
  const { whole, isOut } = lineRefunds(TAOBAO_REFUNDS, lines);
  return {
    input: {
      source,
      external_id: textOf(trade.tid) ?? "",
      ...compact({
        channel: "taobao",
        shop: textOf(trade.seller_nick),
        ordered_at: chinaTime(trade.created),
        source_updated_at: textOf(trade.modified),
        paid_at: chinaTime(trade.pay_time),
        due_at: chinaTime(trade.send_time),
        amount: textOf(trade.payment),
        currency: "CNY",
        customer_id: textOf(trade.buyer_open_uid),
        buyer_name: textOf(trade.receiver_name),
        province: textOf(trade.receiver_state),
        city: textOf(trade.receiver_city),
        address_key: textOf(trade.ouid),
        urgency: TAOBAO_FLAGS[Number(trade.seller_flag ?? 0)],
        note: notes(trade.buyer_message, trade.seller_memo),
      }),
      lines: lines.map((line, index) =>
        compact({
          line_no: index + 1,
          sku: textOf(line.outer_sku_id) ?? textOf(line.sku_id),
          style_code: textOf(line.outer_iid),
          name: textOf(line.title),
          qty: isOut[index] === true && textOf(line.consign_time) === undefined ? 0 : line.num,
          unit_price: textOf(line.price),
          ...propertiesOf(line.sku_properties_name),
          platform_line_id: textOf(line.oid),
        }),
      ),
    },
    statuses: statusesOf("taobao", {
      status: trade.status,
      step_trade_status: trade.step_trade_status,
      refund_status: whole.refund_status,
    }),
  };
}

/** `颜色:红色;尺码:M`. */
function propertiesOf(value: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const pair of (textOf(value) ?? "").split(";")) {
    const [name = "", said = ""] = pair.split(":");
    if (/颜色/.test(name)) found.color = said;
    if (/尺码|尺寸/.test(name)) found.size = said;
  }
  return found;
}

export function pinduoduoOrder(body: unknown, source: string): PlatformOrder {
  const order = within(body, "order_info_get_response", "order_info");
  const line = (item: Fields, index: number, gift: boolean) =>
    compact({
      line_no: index + 1,
      sku: textOf(item.outer_id) ?? textOf(item.sku_id) ?? textOf(item.goods_id),
      name: textOf(item.goods_name),
      size: textOf(item.goods_spec),
      qty: item.goods_count,
      unit_price: gift ? "0.00" : textOf(item.goods_price),
      gift: gift ? true : undefined,
    });
  const [items, gifts] = [listOf(order.item_list), listOf(order.gift_list)];
  return {
    input: {
      source,
      external_id: textOf(order.order_sn) ?? "",
      ...compact({
        channel: "pinduoduo",
        ordered_at: chinaTime(order.created_time),
        source_updated_at: textOf(order.updated_at),
        paid_at: chinaTime(order.pay_time),
        due_at: chinaTime(order.last_ship_time),
        amount: textOf(order.pay_amount),
        currency: "CNY",
        buyer_name: textOf(order.receiver_name_mask),
        province: textOf(order.province),
        city: textOf(order.city),
        address_key: textOf(order.open_address_id),
        payment_method: textOf(order.pay_type),
        tracking_no: textOf(order.tracking_number),
        note: notes(order.buyer_memo, order.remark),
        tags: Number(order.is_pre_sale) === 1 ? ["预售"] : undefined,
      }),
      lines: [
        ...items.map((item, index) => line(item, index, false)),
        ...gifts.map((item, index) => line(item, items.length + index, true)),
      ],
    },
    statuses: statusesOf("pinduoduo", {
      order_status: order.order_status,
      refund_status: order.refund_status,
      after_sales_status: order.after_sales_status,
      confirm_status: order.confirm_status,
      group_status: order.group_status,
      risk_control_status: order.risk_control_status,
    }),
  };
}

export function douyinOrder(body: unknown, source: string): PlatformOrder {
  const order = within(body, "data", "shop_order_detail");
  const lines = listOf(order.sku_order_list);
  const address = within(order.mask_post_addr);
  const refunds = lines.map((line) => within(line.after_sale_info));
  const { whole, isOut } = lineRefunds(DOUYIN_REFUNDS, refunds);
  return {
    input: {
      source,
      external_id: textOf(order.order_id) ?? "",
      ...compact({
        channel: "douyin",
        ordered_at: secondsOf(order.create_time),
        source_updated_at: textOf(order.update_time),
        paid_at: secondsOf(order.pay_time),
        due_at: secondsOf(order.exp_ship_time),
        amount: fenToYuan(order.pay_amount),
        currency: "CNY",
        buyer_name: textOf(order.mask_post_receiver),
        province: textOf(within(address.province).name),
        city: textOf(within(address.city).name),
        warehouse: textOf(listOf(lines[0]?.inventory_list)[0]?.warehouse_id),
        urgency: DOUYIN_STARS[Number(order.seller_remark_stars ?? 0)],
        note: notes(order.buyer_words, order.seller_words),
        tags: lines
          .flatMap((line) => listOf(line.sku_order_tag_ui).map((tag) => textOf(tag.text) ?? ""))
          .filter((tag) => tag !== ""),
      }),
      lines: lines.map((line, index) =>
        compact({
          line_no: index + 1,
          sku: textOf(line.code),
          name: textOf(line.product_name),
          qty: isOut[index] === true && !DOUYIN_SENT.has(textOf(line.order_status) ?? "") ? 0 : line.item_num,
          unit_price: fenToYuan(line.goods_price),
          size: listOf(line.spec)
            .map((spec) => textOf(spec.value) ?? "")
            .join(" "),
          platform_line_id: textOf(line.order_id),
        }),
      ),
    },
    statuses: statusesOf("douyin", {
      order_status: order.order_status,
      after_sale_status: whole.after_sale_status,
      refund_status: whole.refund_status,
    }),
  };
}

export function jdOrder(body: unknown, source: string): PlatformOrder {
  const order = within(body);
  return {
    input: {
      source,
      external_id: textOf(order.order_id) ?? "",
      ...compact({
        channel: "jd",
        ordered_at: chinaTime(order.order_start_time),
        source_updated_at: textOf(order.modified),
        amount: textOf(order.order_payment),
        currency: "CNY",
      }),
      lines: [],
    },
    statuses: statusesOf("jd", { order_state: order.order_state }),
  };
}

export function youzanOrder(body: unknown, source: string): PlatformOrder {
  const order = within(body, "full_order_info", "order_info");
  const lines = listOf(within(body, "full_order_info").orders);
  return {
    input: {
      source,
      external_id: textOf(order.tid) ?? "",
      ...compact({
        channel: "youzan",
        ordered_at: chinaTime(order.created),
        source_updated_at: textOf(order.update_time),
        paid_at: chinaTime(order.pay_time),
        currency: "CNY",
      }),
      lines: lines.map((line, index) =>
        compact({
          line_no: index + 1,
          sku: textOf(line.outer_sku_id) ?? textOf(line.sku_id),
          style_code: textOf(line.outer_item_id),
          name: textOf(line.title),
          qty: line.num,
          unit_price: textOf(line.price),
          platform_line_id: textOf(line.oid),
        }),
      ),
    },
    statuses: statusesOf("youzan", { status: order.status, close_type: order.close_type }),
  };
}

const notes = (...said: unknown[]): string | undefined => {
  const kept = said.map(textOf).filter((one) => one !== undefined);
  return kept.length === 0 ? undefined : kept.join("\n");
};
