/** JSON merge patch (RFC 7396): what the patch names is set, null takes away, the rest stays. Lists are set whole. */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const fields = new Map<string, unknown>(isObject ? Object.entries(value) : []);
  for (const [name, part] of Object.entries(patch)) {
    if (part === null) fields.delete(name);
    else fields.set(name, mergePatch(fields.get(name), part));
  }
  // Keys that would reach a prototype stay keys; the order's own check refuses them.
  return Object.fromEntries(fields);
}
