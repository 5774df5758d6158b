/**
 * After-sale codes that a platform says of each line, for the order as a whole. One line that was refunded leaves the others to be sent, so
 * it does not make the order refunded; one that a refund is asked for stops it, since nothing may go out before that is settled.
 */
import { type Fields, textOf } from "./platform-order.ts";

/** Codes of a platform's fields: `none` where nothing is asked or no longer, `paid` where the money went back. All others are under way. */
export type RefundCodes = Readonly<Record<string, { none: readonly string[]; paid: readonly string[] }>>;

export const TAOBAO_REFUNDS: RefundCodes = {
  refund_status: { none: ["NO_REFUND", "0", "CLOSED", "SELLER_REFUSE_BUYER"], paid: ["SUCCESS"] },
};
export const DOUYIN_REFUNDS: RefundCodes = {
  after_sale_status: { none: ["0", "27", "28", "8", "13", "14"], paid: ["12", "51", "53"] },
  refund_status: { none: ["0"], paid: ["3", "5"] },
};

type Refund = "none" | "asked" | "paid";

/** What its fields say together: money that went back ends what was asked for. */
function refundOf(codes: RefundCodes, said: Fields): Refund {
  let found: Refund = "none";
  for (const [field, { none, paid }] of Object.entries(codes)) {
    const code = textOf(said[field]);
    if (code === undefined || none.includes(code)) continue;
    if (paid.includes(code)) return "paid";
    found = "asked";
  }
  return found;
}

export interface LineRefunds {
  /** The codes of the line that speaks for all: one under way before one without, and before one that was refunded. */
  whole: Fields;
  /** By place: refunded while other lines go on, so that nothing more of it is to be sent. */
  isOut: boolean[];
}

export function lineRefunds(codes: RefundCodes, lines: readonly Fields[]): LineRefunds {
  const refunds = lines.map((line) => refundOf(codes, line));
  const speaks = (["asked", "none", "paid"] as const).map((one) => refunds.indexOf(one)).find((at) => at >= 0) ?? 0;
  const isPart = refunds.some((one) => one !== "paid");
  return { whole: lines[speaks] ?? {}, isOut: refunds.map((one) => isPart && one === "paid") };
}
