/** The sign-in library's models over drizzle. Fields are looked up in the tables: nothing of a query becomes SQL text. */
import type { SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, lte, ne, notInArray, or, sql } from "../drizzle.ts";
import type {
  AccountCondition,
  AccountModel,
  AccountReader,
  AccountRow,
  AccountValue,
  AccountWriter,
} from "../port/accounts.ts";
import { accounts, sessions, twoFactors, users, verifications } from "../schema/sqlite.ts";
import type { Queries } from "./queries.ts";

type AccountTable = SQLiteTable & { id: SQLiteColumn };
const TABLES: Record<AccountModel, AccountTable> = {
  user: users,
  session: sessions,
  account: accounts,
  verification: verifications,
  twoFactor: twoFactors,
};

function columnOf(table: AccountTable, field: string): SQLiteColumn {
  const column = Object.hasOwn(table, field) ? (table as unknown as Record<string, SQLiteColumn>)[field] : undefined;
  if (column === undefined || column.table !== table) throw new Error(`there is no field ${field}`);
  return column;
}

function conditionOf(table: AccountTable, { field, operator, value }: AccountCondition): SQL {
  const column = columnOf(table, field);
  const list = Array.isArray(value) ? value : [value];
  const [one = null] = list;
  switch (operator) {
    case "eq":
      return one === null ? isNull(column) : eq(column, one);
    case "ne":
      return one === null ? sql`${column} is not null` : ne(column, one);
    case "lt":
      return lt(column, one);
    case "lte":
      return lte(column, one);
    case "gt":
      return gt(column, one);
    case "gte":
      return gte(column, one);
    case "in":
      return inArray(column, list);
    case "not_in":
      return notInArray(column, list);
    case "contains":
      return sql`instr(${column}, ${one}) > 0`;
    case "starts_with":
      return sql`instr(${column}, ${one}) = 1`;
    case "ends_with":
      return sql`substr(${column}, -length(${one})) = ${one}`;
  }
}

function whereOf(table: AccountTable, where: readonly AccountCondition[]): SQL | undefined {
  const every = where.filter(({ connector }) => connector === "AND").map((one) => conditionOf(table, one));
  const some = where.filter(({ connector }) => connector === "OR").map((one) => conditionOf(table, one));
  return and(...every, some.length === 0 ? undefined : or(...some));
}

export const accountReader = (db: Queries): AccountReader => ({
  async find(model, { where, limit, offset, sortBy }) {
    const table = TABLES[model];
    const order =
      sortBy === undefined ? [] : [(sortBy.direction === "desc" ? desc : asc)(columnOf(table, sortBy.field))];
    const rows = await db
      .select()
      .from(table)
      .where(whereOf(table, where))
      .orderBy(...order)
      .limit(limit ?? 1000)
      .offset(offset ?? 0);
    return rows as AccountRow[];
  },
  async count(model, where) {
    const table = TABLES[model];
    const [row] = await db.select({ rows: count() }).from(table).where(whereOf(table, where));
    return row?.rows ?? 0;
  },
});

export const accountWriter = (db: Queries): AccountWriter => ({
  async create(model, row) {
    const table = TABLES[model];
    for (const field of Object.keys(row)) columnOf(table, field);
    const [created] = await db.insert(table).values(row).returning();
    return created as AccountRow;
  },
  async update(model, where, { set, add = {} }) {
    if (where.length === 0) return [];
    const table = TABLES[model];
    const change: Record<string, AccountValue | SQL> = {};
    for (const [field, value] of Object.entries(set)) {
      columnOf(table, field);
      change[field] = value;
    }
    for (const [field, delta] of Object.entries(add)) change[field] = sql`${columnOf(table, field)} + ${delta}`;
    return (await db.update(table).set(change).where(whereOf(table, where)).returning()) as AccountRow[];
  },
  async remove(model, where, limit) {
    if (where.length === 0) return [];
    const table = TABLES[model];
    const chosen = db
      .select({ id: table.id })
      .from(table)
      .where(whereOf(table, where))
      .limit(limit ?? 1_000_000);
    return (await db.delete(table).where(inArray(table.id, chosen)).returning()) as AccountRow[];
  },
});
