/** An order on its way in, and the answer to it. */
import { hash } from "node:crypto";
import { type Order, orderContent } from "@switchyard/orders";
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
  /** Whoever brings it may change only orders that name a brand so; absent or null: any. */
  onlyBrands?: readonly string[] | null;
}

export function intakeOf(order: Order, requestKey: string | null, came: Came): Intake {
  const content = orderContent(order);
  return { order, content, contentHash: hash("sha256", content, "hex"), requestKey, came };
}

export type IntakeResult = ReceiptResult | "duplicate";
export type Answer =
  | Taken
  /** The idempotency key was used before, for other content. */
  | { ok: false; reason: "key_reused" }
  /** The number is another brand's order already, and who brings it is there for one brand. */
  | { ok: false; reason: "wrong_brand" };

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
