import type { Decision } from "@switchyard/engine";
import type { ReceiptResult } from "../port/orders.ts";
import type { Kit } from "./kit.ts";

/**
 * The default machine's states after which a due date is over. A workspace with other names for them has its done orders in
 * the index too: they are found all the same, only later.
 */
export const DONE_STATES = ["Signed", "Cancelled", "Refunded"] as const;

/** The orders read model, what was answered for each content of an order, and which request keys were used. */
export const defineOrders = (kit: Kit) => ({
  /** One row an order: what lists show and filter by. The order itself is the engine's state under its key. */
  orders: kit.table(
    "orders",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      /** Ids ascend with arrival, so the key itself is the list's order. */
      orderId: kit.text("order_id").notNull(),
      source: kit.text("source").notNull(),
      externalId: kit.text("external_id").notNull(),
      /** The content that it came with first, and the journal's entry that holds the answer to it. */
      contentHash: kit.text("content_hash"),
      answerAt: kit.int("answer_at"),
      receivedAt: kit.ms("received_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
      brand: kit.text("brand"),
      styleCode: kit.text("style_code"),
      poNo: kit.text("po_no"),
      status: kit.text("status"),
      dueAt: kit.ms("due_at"),
      dueDate: kit.text("due_date"),
      amount: kit.int("amount"),
      currency: kit.text("currency"),
      outcome: kit.text("outcome").$type<Decision["outcome"]>().notNull(),
      destination: kit.text("destination"),
      /** The province that it goes to, who carries its parcel, the category of its first line, and in which province the courier last had it. */
      province: kit.text("province"),
      carrier: kit.text("carrier"),
      category: kit.text("category"),
      parcelIn: kit.text("parcel_in"),
      /** Since when there has been nothing new of it: neither another state nor a courier's node. Null: since it came. */
      since: kit.ms("since"),
      tags: kit.json<string[]>("tags").notNull(),
      /** Lower-case text that the list's search looks into. */
      search: kit.text("search").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.orderId] }),
      kit.uniqueIndex("orders_identity").on(t.workspaceId, t.source, t.externalId),
      kit.index("orders_by_brand").on(t.workspaceId, t.brand, t.orderId),
      // With the source: orders of other sources are found without a look at the rows of one's own.
      kit.index("orders_by_po").on(t.workspaceId, t.poNo, t.source).where(kit.isThere(t.poNo)),
      kit.index("orders_by_status").on(t.workspaceId, t.status, t.orderId),
      kit.index("orders_by_destination").on(t.workspaceId, t.destination, t.orderId),
      // What is done is past its due date in all its number and is not looked for by it: only what is not stands here.
      kit
        .index("orders_open_by_due")
        .on(t.workspaceId, t.dueAt, t.orderId)
        .where(kit.all(...DONE_STATES.map((state) => kit.isNotText(t.status, state)), kit.isThere(t.dueAt))),
      // Few are not decided, and those are looked for: an index over them alone costs the others nothing.
      kit
        .index("orders_not_decided")
        .on(t.workspaceId, t.outcome, t.orderId)
        .where(kit.isNotText(t.outcome, "decided")),
    ],
  ),
  /**
   * The first answer to each later content that a source sent for an order, and to events: a duplicate gets these very bytes.
   * They stand here, or in the journal's entry at `answer_at`.
   */
  receipts: kit.table(
    "receipts",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      orderId: kit.text("order_id").notNull(),
      contentHash: kit.text("content_hash").notNull(),
      at: kit.ms("at").notNull(),
      result: kit.text("result").$type<ReceiptResult>().notNull(),
      answer: kit.text("answer"),
      answerAt: kit.int("answer_at"),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.orderId, t.contentHash] })],
  ),
  /** Idempotency keys that senders used, and for what. */
  requests: kit.table(
    "requests",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      requestKey: kit.text("request_key").notNull(),
      orderId: kit.text("order_id").notNull(),
      contentHash: kit.text("content_hash").notNull(),
      result: kit.text("result").$type<ReceiptResult | "duplicate">().notNull(),
      at: kit.ms("at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.requestKey] })],
  ),
});
