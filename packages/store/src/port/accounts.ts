/** People who sign in. The sign-in library brings its own queries over its own models; they come through here as plain data. */
export const ACCOUNT_MODELS = ["user", "session", "account", "verification", "twoFactor"] as const;
export type AccountModel = (typeof ACCOUNT_MODELS)[number];
export type AccountValue = string | number | boolean | null;
export type AccountRow = Record<string, AccountValue>;
export interface AccountCondition {
  field: string;
  operator: "eq" | "ne" | "lt" | "lte" | "gt" | "gte" | "in" | "not_in" | "contains" | "starts_with" | "ends_with";
  value: AccountValue | AccountValue[];
  /** Conditions marked OR: one of them must hold; all others must hold. */
  connector: "AND" | "OR";
}
export interface AccountQuery {
  where: readonly AccountCondition[];
  limit?: number | undefined;
  offset?: number | undefined;
  sortBy?: { field: string; direction: "asc" | "desc" } | undefined;
}

/** Throws when a field or a model is unknown. */
export interface AccountReader {
  find(model: AccountModel, query: AccountQuery): Promise<AccountRow[]>;
  count(model: AccountModel, where: readonly AccountCondition[]): Promise<number>;
}
export interface AccountWriter {
  create(model: AccountModel, row: AccountRow): Promise<AccountRow>;
  /** Sets fields, and adds to numbers; answers the rows as they are now. No condition: nothing is changed. */
  update(
    model: AccountModel,
    where: readonly AccountCondition[],
    change: { set: AccountRow; add?: Record<string, number> | undefined },
  ): Promise<AccountRow[]>;
  /** Answers what was taken away, at most `limit` rows. No condition: nothing is. */
  remove(model: AccountModel, where: readonly AccountCondition[], limit?: number): Promise<AccountRow[]>;
}
