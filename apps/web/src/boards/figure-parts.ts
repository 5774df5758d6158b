/** What figures may be told by: what every order may have, and text fields of the workspace's own. */
export const FIGURE_PARTS = ["brand", "province", "destination", "source", "channel", "carrier", "step"];

export const ownParts = (fields: readonly { name: string; type: string }[]): string[] =>
  fields.flatMap(({ name, type }) => (type === "text" || type === "code" ? [`custom.${name}`] : []));
