import { type Text, text } from "../text.ts";
import { same } from "./words.ts";

/** What the core holds an order for by itself. */
const OWN: ReadonlyMap<string, Text> = new Map([
  [
    "same_po",
    text(
      "采购单号与另一来源的订单相同，等人确认",
      "Same PO number as an order from another source: a person is to look",
    ),
  ],
  ["hand", text("人工挂起", "Held by hand")],
  ["shortage", text("库存不足", "Not enough stock")],
]);

/** Why an order is held: the core's own reasons in words, those of a flow or a person as they wrote them. */
export const holdReason = (reason: string): Text => OWN.get(reason) ?? same(reason);
