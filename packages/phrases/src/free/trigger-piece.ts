import type { Condition } from "@switchyard/flow";
import type { Said } from "../phrase/parts.ts";
import { sticky } from "../source/reader.ts";
import type { Piece } from "./items.ts";

export const zh = (words: string) => sticky(` ?(?:${words}) ?`);
export const en = (words: string) => sticky(`(?:${words})(?=[\\s,:;.]|$)`);
export const trigger = (said: Said, when?: Condition): Piece => ({
  type: "trigger",
  said,
  ...(when === undefined ? {} : { when }),
});
