/** A store on a real file in a folder of its own, and small rows to fill it with. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrderState, StateValue, StateWrite } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import type { Order } from "@switchyard/orders";
import { onTestFinished } from "vitest";
import type { OrderRow } from "../port/orders.ts";
import { type GroupWrite, type StateInput, type Store, transact } from "../port/store.ts";
import { openSqliteStore } from "../sqlite/store.ts";

export const W = "w1";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const temporaryFile = () => join(temporaryFolder(), "switchyard.db");

export async function temporaryStore(file = temporaryFile()): Promise<Store> {
  const store = await openSqliteStore({ file, now: 1 });
  let open = true;
  const close = store.close.bind(store);
  store.close = async () => {
    if (open) await close();
    open = false;
  };
  onTestFinished(() => store.close());
  return store;
}

export const order = (id: string, more: Partial<Order> = {}): Order => ({
  id,
  source: "erp",
  external_id: `X-${id}`,
  received_at: 1000,
  tags: [],
  lines: [],
  custom: {},
  raw: {},
  ...more,
});

export const orderRow = (id: string, more: Partial<OrderRow> = {}): OrderRow => ({
  id,
  source: "erp",
  external_id: `X-${id}`,
  brand: null,
  style_code: null,
  po_no: null,
  due_at: null,
  due_date: null,
  amount: null,
  currency: null,
  status: null,
  received_at: 1000,
  updated_at: 1000,
  first: null,
  outcome: "undecided",
  destination: null,
  tags: [],
  search: `x-${id}`,
  province: null,
  carrier: null,
  category: null,
  parcel_in: null,
  since: null,
  ...more,
});

export const orderState = (id: string): OrderState => ({
  kind: "order",
  order: order(id),
  status: "PendingReview",
  statusAt: 1000,
});

export const groupWrite = (more: Partial<GroupWrite> = {}): GroupWrite => ({
  orders: [],
  receipts: [],
  requests: [],
  state: [],
  timers: [],
  messages: [],
  doneMessages: [],
  journal: [],
  newSubjects: new Set(),
  outbox: [],
  hits: [],
  waits: [],
  intake: [],
  ...more,
});

/** What a group writes of the engine's state; null takes a value away. */
export const stateInput = ({ key, value, until }: StateWrite<StateValue>): StateInput => ({
  key,
  text: value === null ? null : JSON.stringify(value),
  until: until ?? null,
});

/** Commits one group. */
export async function commit(store: Store, more: Partial<GroupWrite>): Promise<void> {
  await transact(store, async (tx) => tx.write(W, groupWrite(more)));
}

export const document = (name: string): FlowDocument => ({
  formatVersion: 1,
  name,
  brands: ["b1"],
  windows: [],
  patterns: [],
  nodes: [{ id: "in", kind: "order_received", position: { x: 0, y: 0 } }],
  edges: [],
});
