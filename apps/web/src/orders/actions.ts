/** What a person does with an order, or with many at once. */
export const ACTIONS = ["route", "unlock", "state", "move", "hold", "release", "cancel"] as const;
export type ActionName = (typeof ACTIONS)[number];
