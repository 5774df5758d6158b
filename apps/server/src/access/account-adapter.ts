/**
 * What better-auth stores, through the store's own lane: its drizzle adapter would write on the writer's connection in the
 * middle of somebody else's transaction. Session tokens are hashed on the way: who reads the file cannot enter with them.
 */
import {
  ACCOUNT_MODELS,
  type AccountCondition,
  type AccountModel,
  type AccountRow,
  type Store,
  transact,
} from "@switchyard/store";
import type { CleanedWhere, CustomAdapter } from "better-auth/adapters";
import { sha256 } from "./identity.ts";

type Fields = Record<string, unknown>;

const modelOf = (model: string): AccountModel => {
  const known = ACCOUNT_MODELS.find((one) => one === model);
  if (known === undefined) throw new Error(`there is no account model ${model}`);
  return known;
};

const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value);
/** What a company's identity gives us for itself: we ask who somebody is, once, and never come back with it. */
const NOT_KEPT = new Set(["accessToken", "refreshToken", "idToken"]);
function hidden(model: AccountModel, field: string, value: unknown) {
  if (model === "account" && NOT_KEPT.has(field)) return null;
  return model === "session" && field === "token" && typeof value === "string" ? sha256(value) : plain(value);
}
const rowOf = (model: AccountModel, fields: Fields): AccountRow =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, hidden(model, field, value)]),
  ) as AccountRow;

const conditionsOf = (model: AccountModel, where: readonly CleanedWhere[] = []): AccountCondition[] =>
  where.map(({ field, operator, value, connector }) => ({
    field,
    operator: operator ?? "eq",
    connector: connector ?? "AND",
    value: (Array.isArray(value)
      ? value.map((one) => hidden(model, field, one))
      : hidden(model, field, value)) as AccountCondition["value"],
  }));

/** Who asked by a token gets it back: the row only knows its hash. */
function shown(model: AccountModel, row: AccountRow, where: readonly CleanedWhere[]): Fields {
  if (model !== "session") return row;
  const asked = where.find(({ field, value }) => field === "token" && typeof value === "string");
  return asked === undefined ? row : { ...row, token: asked.value };
}

export function accountAdapter(store: Store): CustomAdapter {
  const { accounts } = store.read;
  const first = <T>(model: AccountModel, rows: AccountRow[], where: readonly CleanedWhere[]) =>
    (rows[0] === undefined ? null : shown(model, rows[0], where)) as T | null;
  const update = (
    model: AccountModel,
    where: readonly CleanedWhere[],
    change: { set: Fields; add?: Record<string, number> },
  ) =>
    transact(store, (tx) =>
      tx.accounts.update(model, conditionsOf(model, where), { set: rowOf(model, change.set), add: change.add }),
    );
  return {
    async create({ model: name, data }) {
      const model = modelOf(name);
      await transact(store, (tx) => tx.accounts.create(model, rowOf(model, data)));
      return data;
    },
    async findOne<T>({ model: name, where }: { model: string; where: CleanedWhere[] }) {
      const model = modelOf(name);
      return first<T>(model, await accounts.find(model, { where: conditionsOf(model, where), limit: 1 }), where);
    },
    async findMany<T>({ model: name, where = [], ...page }: Parameters<CustomAdapter["findMany"]>[0]) {
      const model = modelOf(name);
      const { limit, offset, sortBy } = page;
      const rows = await accounts.find(model, { where: conditionsOf(model, where), limit, offset, sortBy });
      return rows.map((row) => shown(model, row, where)) as T[];
    },
    async count({ model: name, where }) {
      const model = modelOf(name);
      return await accounts.count(model, conditionsOf(model, where));
    },
    async update<T>({ model: name, where, update: set }: { model: string; where: CleanedWhere[]; update: T }) {
      const model = modelOf(name);
      return first<T>(model, await update(model, where, { set: set as Fields }), where);
    },
    async updateMany({ model: name, where, update: set }) {
      return (await update(modelOf(name), where, { set })).length;
    },
    async delete({ model: name, where }) {
      const model = modelOf(name);
      await transact(store, (tx) => tx.accounts.remove(model, conditionsOf(model, where)));
    },
    async deleteMany({ model: name, where }) {
      const model = modelOf(name);
      return (await transact(store, (tx) => tx.accounts.remove(model, conditionsOf(model, where)))).length;
    },
    async consumeOne<T>({ model: name, where }: { model: string; where: CleanedWhere[] }) {
      const model = modelOf(name);
      const gone = await transact(store, (tx) => tx.accounts.remove(model, conditionsOf(model, where), 1));
      return first<T>(model, gone, where);
    },
    async incrementOne<T>({
      model: name,
      where,
      increment,
      set = {},
    }: Parameters<NonNullable<CustomAdapter["incrementOne"]>>[0]) {
      const model = modelOf(name);
      return first<T>(model, await update(model, where, { set, add: increment }), where);
    },
  };
}
