import type { SQL } from "drizzle-orm";
import { and, asc, count, desc, eq, isNull, lt, sql } from "../drizzle.ts";
import type { OrderFilter, OrderReader } from "../port/orders.ts";
import { orders, receipts, state } from "../schema/sqlite.ts";
import { pageOf, type Queries } from "./queries.ts";

const summary = {
  id: orders.orderId,
  source: orders.source,
  external_id: orders.externalId,
  po_no: orders.poNo,
  brand: orders.brand,
  style_code: orders.styleCode,
  due_at: orders.dueAt,
  due_date: orders.dueDate,
  amount: orders.amount,
  currency: orders.currency,
  status: orders.status,
  received_at: orders.receivedAt,
  outcome: orders.outcome,
  destination: orders.destination,
  tags: orders.tags,
};

export const orderReader = (db: Queries): OrderReader => ({
  async list(workspace, { brands, statuses, ...filter }, { cursor, limit }) {
    const page = (brand: string | undefined, status: string | undefined) =>
      db
        .select(summary)
        .from(orders)
        .where(
          and(
            eq(orders.workspaceId, workspace),
            cursor ? lt(orders.orderId, cursor) : undefined,
            brand === undefined ? undefined : eq(orders.brand, brand),
            status === undefined ? undefined : eq(orders.status, status),
            ...matches(filter),
          ),
        )
        .orderBy(desc(orders.orderId))
        .limit(limit + 1);
    // Word by word: each reads its own newest from the index, where all at once would sort every order of the brand.
    const words = (statuses ?? [undefined]).flatMap((status) =>
      (brands ?? [undefined]).map((brand) => [brand, status] as const),
    );
    const found = await Promise.all(words.map(([brand, status]) => page(brand, status)));
    const rows = found.length === 1 ? (found[0] ?? []) : found.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
    return pageOf(rows, limit, { item: (row) => row, cursor: (row) => row.id });
  },
  async get(workspace, id) {
    const [row] = await db
      .select({ summary, state: state.value })
      .from(orders)
      .innerJoin(state, and(eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)))
      .where(and(eq(orders.workspaceId, workspace), eq(orders.orderId, id)));
    if (row === undefined || row.state.kind !== "order") return null;
    return { summary: row.summary, state: row.state };
  },
  async newest(workspace, { before, limit }) {
    const rows = await db
      .select({ id: orders.orderId, state: state.value })
      .from(orders)
      .innerJoin(state, and(eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)))
      .where(and(eq(orders.workspaceId, workspace), before === undefined ? undefined : lt(orders.orderId, before)))
      .orderBy(desc(orders.orderId))
      .limit(limit);
    return rows.flatMap(({ id, state: value }) => (value.kind === "order" ? [{ id, state: value }] : []));
  },
  async count(workspace) {
    return await db.$count(orders, eq(orders.workspaceId, workspace));
  },
  async notDecided(workspace) {
    const rows = await db
      .select({ outcome: orders.outcome, count: count() })
      .from(orders)
      .where(and(eq(orders.workspaceId, workspace), sql`${orders.outcome} <> 'decided'`))
      .groupBy(orders.outcome);
    const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.count ?? 0;
    return { undecided: of("undecided"), parked: of("parked") };
  },
  async ofPo(workspace, poNo, limit) {
    const rows = await db
      .select({ state: state.value })
      .from(orders)
      // Crossed, SQLite keeps the order of the tables; by its own choice it would begin with the states of all orders.
      .crossJoin(state)
      .where(
        and(
          ...[eq(orders.workspaceId, workspace), eq(orders.poNo, poNo)],
          ...[eq(state.workspaceId, workspace), eq(state.kind, "order"), eq(state.key, orders.orderId)],
        ),
      )
      // Unary plus: sorted are those of the PO; in the order of the index of ids SQLite would walk all orders.
      .orderBy(asc(sql`+${orders.orderId}`))
      .limit(limit);
    return rows.flatMap(({ state: value }) => (value.kind === "order" ? [value] : []));
  },
  async answer(workspace, id, contentHash) {
    const [row] = await db
      .select({ answer: receipts.answer })
      .from(receipts)
      .where(and(eq(receipts.workspaceId, workspace), eq(receipts.orderId, id), eq(receipts.contentHash, contentHash)));
    return row?.answer ?? null;
  },
});

function matches(filter: Omit<OrderFilter, "brands" | "statuses">): SQL[] {
  const { q, destination, outcome, source, dueBefore } = filter;
  const found: SQL[] = [];
  if (destination)
    found.push(destination === "none" ? isNull(orders.destination) : eq(orders.destination, destination));
  // Said in the very words of the partial index, so that it is used.
  if (outcome && outcome !== "decided") found.push(sql`${orders.outcome} <> 'decided'`);
  if (outcome) found.push(eq(orders.outcome, outcome));
  if (source) found.push(eq(orders.source, source));
  if (dueBefore !== undefined) found.push(lt(orders.dueAt, dueBefore));
  const words = q?.normalize("NFKC").trim().toLowerCase().split(/\s+/) ?? [];
  for (const word of words) if (word !== "") found.push(sql`instr(${orders.search}, ${word}) > 0`);
  return found;
}
