/** Which two versions are held beside each other when a person picks one. */
import type { VersionName } from "./versions-api.ts";

export interface Span {
  from: VersionName;
  to: VersionName;
}

/** Against the one before it; the first has none before it, and shows what the draft makes of it. */
export const spanOf = (version: number): Span =>
  version > 1 ? { from: version - 1, to: version } : { from: version, to: "draft" };

/** Also where a person chose another version to begin with. */
export const isSpanOf = ({ from, to }: Span, version: number): boolean =>
  to === version || (version === 1 && from === version && to === "draft");
