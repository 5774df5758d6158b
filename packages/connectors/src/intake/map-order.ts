/** One door for the bodies of all platforms. */
import { type Problem, problem } from "../text.ts";
import { lazadaOrders, shopeeOrders, tiktokOrders } from "./asian-shops.ts";
import { douyinOrder, jdOrder, pinduoduoOrder, taobaoOrder, youzanOrder } from "./chinese-shops.ts";
import type { PlatformOrder } from "./platform-order.ts";
import { shopifyOrders, woocommerceOrders } from "./western-shops.ts";

const one =
  (map: (body: unknown, source: string) => PlatformOrder) =>
  (body: unknown, source: string): PlatformOrder[] => [map(body, source)];

const MAPS = {
  shopify: shopifyOrders,
  woocommerce: woocommerceOrders,
  taobao: one(taobaoOrder),
  pinduoduo: one(pinduoduoOrder),
  douyin: one(douyinOrder),
  jd: one(jdOrder),
  youzan: one(youzanOrder),
  shopee: shopeeOrders,
  lazada: lazadaOrders,
  tiktok: tiktokOrders,
};
export type OrderPlatform = keyof typeof MAPS;
export const ORDER_PLATFORMS = Object.keys(MAPS) as readonly OrderPlatform[];

export type Mapped = { ok: true; orders: PlatformOrder[] } | { ok: false; problem: Problem };

/** `source` is the workspace's name for the shop; with the platform's number it identifies the order. */
export function mapPlatformOrder(platform: OrderPlatform, body: unknown, source: string): Mapped {
  const orders = MAPS[platform](body, source);
  if (orders.length > 0 && orders.every(({ input }) => input.external_id !== "")) return { ok: true, orders };
  return {
    ok: false,
    problem: problem(
      "no_order",
      `内容中没有 ${platform} 订单；店铺只需推送订单的新建、更新和取消`,
      `There is no order of ${platform} in this body; the shop need only send orders that are created, updated or cancelled`,
    ),
  };
}
