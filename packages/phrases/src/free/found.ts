import type { Shown } from "../lexicon/lexicon.ts";
import type { Said } from "../phrase/parts.ts";

/** What reading gave: settings of a node, nothing, or a verb whose object the workspace does not know. */
export type Found = Said | { kind: "unknown"; wanted: Shown } | null;

const object = (wanted: Shown) => ({ kind: "unknown" as const, wanted });
export const OBJECT = {
  destination: object("destination"),
  person: object("person"),
  tag: object("tag"),
  state: object("state"),
  event: object("event"),
};
