/** JSON-Logic as JSON: a literal, a list, or an object with one key, the operator (https://jsonlogic.com). */
export type Logic = null | boolean | number | string | readonly Logic[] | { readonly [operator: string]: Logic };

/** One rule of a set: `when` decides by truthiness whether `id` is among the matches. */
export interface Rule {
  readonly id: string;
  readonly when: Logic;
}
