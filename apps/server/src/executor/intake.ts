/** An order on its way in, and the answer to it. */
import { hash } from "node:crypto";
import { canonicalJson, type Order, type OrderPart, orderContent, type Problem } from "@switchyard/orders";
import type { ReceiptResult } from "@switchyard/store";
import type { Came } from "../intake/record.ts";

export interface Intake {
  order: Order;
  /** What the source said, as text. */
  content: string;
  /** SHA-256 of what the source said, its own name and number included: equal exactly when two messages say the same. */
  contentHash: string;
  requestKey: string | null;
  came: Came;
  /** Of a source that says only some fields: what comes of it is known in its turn, from the order as it is then. */
  part?: OrderPart;
  /** Whoever brings it may change only orders that name a brand so; absent or null: any. */
  onlyBrands?: readonly string[] | null;
}

export function intakeOf(order: Order, requestKey: string | null, came: Came): Intake {
  const content = orderContent(order);
  return { order, content, contentHash: hash("sha256", content, "hex"), requestKey, came };
}

/** `order` names it only. Other than of a whole order, the same again is no duplicate where the order has changed since. */
export const partIntake = (order: Order, part: OrderPart, requestKey: string | null, came: Came): Intake => ({
  ...{ order, content: "", contentHash: hash("sha256", `part ${canonicalJson(part)}`, "hex"), requestKey, came, part },
});

export type IntakeResult = ReceiptResult | "duplicate";
export type Answer =
  | Taken
  /** The idempotency key was used before, for other content. */
  | { ok: false; reason: "key_reused" }
  /** The number is another brand's order already, and who brings it is there for one brand. */
  | { ok: false; reason: "wrong_brand" }
  /** With what the order has already it makes no order. It was kept in quarantine. */
  | { ok: false; reason: "invalid_order"; problems: Problem[]; record: string };

/** `decision` is JSON text, kept as it was first written. */
export interface Taken {
  ok: true;
  result: IntakeResult;
  order: { id: string; source: string; external_id: string };
  decision: string;
}

/** The answer's bytes. */
export const answerBody = ({ order, result, decision }: Taken): string =>
  `{"order":${JSON.stringify(order)},"result":"${result}","decision":${decision}}`;
