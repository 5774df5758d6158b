/** What a sample order may be called, before anybody names it: what it is about, and what became of it. */
import type { Run } from "@switchyard/engine";
import { destinationName, type Names, type Script } from "@switchyard/flow";
import type { Format } from "../../words/format.ts";

const said = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** “FJ2601 → 快反线”: the first order's style or number, then where it goes, else its tags; empty where neither says anything. */
export function goldenName(
  script: Script | null,
  outcome: Pick<Run["outcome"], "orders">,
  { names, format }: { names: Names; format: Format },
): string {
  const first = script?.steps.find((step) => step.type === "order");
  if (first?.type !== "order") return "";
  const about = said(first.order.style_code) || said(first.order.external_id);
  const end = outcome.orders.find(({ key }) => key === first.key);
  if (about === "" || end === undefined) return about;
  const became = end.destination === null ? end.tags.join(" ") : format.text(destinationName(end.destination, names));
  return became === "" ? about : `${about} \u2192 ${became}`;
}
