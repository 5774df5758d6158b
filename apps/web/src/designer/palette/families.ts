import { type NodeSpec, nodeCatalogue } from "@switchyard/flow";
import type { Family } from "../../shell/tokens.ts";
import { canEdit } from "../inspector/forms.ts";

export const FAMILIES: readonly Family[] = ["trigger", "decision", "merge", "person", "action", "alert", "note"];

/** The palette offers what can be filled in. */
export const offered: readonly NodeSpec[] = nodeCatalogue.filter((spec) => canEdit(spec.kind));

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

export function matchesSearch(spec: NodeSpec, search: string): boolean {
  const wanted = fold(search.trim());
  if (wanted === "") return true;
  const said = [spec.kind, spec.label.zh, spec.label.en, spec.help.zh, spec.help.en].map(fold);
  return said.some((text) => text.includes(wanted));
}
