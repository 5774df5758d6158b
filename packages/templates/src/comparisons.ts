/** Every comparison inside a node, wherever its conditions stand, with the place of its value. */
export function comparisonsIn(value: unknown, place: string): { fact: string; value: unknown; place: string }[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one, at) => comparisonsIn(one, `${place}/${at}`));
  const { type, fact, value: operand } = value as { type?: unknown; fact?: unknown; value?: unknown };
  if (type === "comparison" && typeof fact === "string") return [{ fact, value: operand, place: `${place}/value` }];
  return Object.entries(value).flatMap(([key, one]) => comparisonsIn(one, `${place}/${key}`));
}
