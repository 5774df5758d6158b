/** The canonical order: what every source is mapped to before anything is decided. Field names are the facts' names. */

/** One line of an order. `qty` is an integer; `unit_price` is in minor units of the order's currency. */
export interface OrderLine {
  line_no: number;
  qty: number;
  sku?: string;
  name?: string;
  style_code?: string;
  size?: string;
  color?: string;
  category?: string;
  brand?: string;
  origin?: string;
  batch_no?: string;
  unit_price?: number;
}

/** Where a due date came without a time of day, `due_date` keeps it (`YYYY-MM-DD`) and `due_at` is the last millisecond of that day in the workspace's zone. */
export interface Order {
  /** Opaque, given by the runtime; unique in a workspace. */
  id: string;
  /** Who sent it, and that sender's own number for it. Together they identify the order. */
  source: string;
  external_id: string;
  /** Instants are UTC milliseconds. `received_at` is the runtime's, `ordered_at` the source's claim. */
  received_at: number;
  ordered_at?: number;
  paid_at?: number;
  due_at?: number;
  due_date?: string;
  po_no?: string;
  brand?: string;
  customer_id?: string;
  customer_grade?: string;
  buyer_name?: string;
  address_key?: string;
  province?: string;
  city?: string;
  channel?: string;
  shop?: string;
  warehouse?: string;
  payment_method?: string;
  /** Minor units of `currency` (ISO 4217, default CNY). */
  amount?: number;
  currency?: string;
  style_code?: string;
  origin?: string;
  urgency?: string;
  tracking_no?: string;
  /** Who carries the parcel, by one name for each: 顺丰. */
  carrier?: string;
  note?: string;
  tags: string[];
  status?: string;
  lines: OrderLine[];
  /** Fields that the workspace declared for itself; facts `custom.<name>`. */
  custom: Record<string, string | number | boolean | string[]>;
  /** What came in and is not a known field: kept, never trusted, never read by a rule. */
  raw: Record<string, unknown>;
}
