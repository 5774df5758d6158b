/** The kinds of figures that can be written, a figure that says nothing yet, and the same figure as another kind. */
import { type Condition, type Figure, isHappened } from "@switchyard/flow";
import { freshId } from "../designer/editor/ids.ts";

export const KINDS = [
  ...(["share", "over", "mean", "median", "gap", "per_order"] as const),
  ...(["followed", "mean_after", "median_after", "among"] as const),
];
export const NOTHING: Condition = { type: "group", match: "all", parts: [] };
export const blank = (): Figure => ({
  ...{ id: freshId("f_"), name: { zh: "", en: "" }, by: "received_at" },
  ...{ kind: "share", that: NOTHING },
});

/** The same figure as another kind: what both have stays. */
export function asKind(figure: Figure, kind: Figure["kind"]): Figure {
  const { id, name, of, sends } = figure;
  const told = { id, name, ...(of === undefined ? {} : { of }), ...(sends === undefined ? {} : { sends }) };
  const base = { ...told, by: isHappened(figure) ? "received_at" : figure.by };
  const time = "from" in figure ? { from: figure.from, to: figure.to } : { from: "paid_at", to: "reached.PickedUp" };
  const after = "first" in figure ? { first: figure.first, next: figure.next } : { first: ["alert"], next: ["state"] };
  switch (kind) {
    case "share":
      return { ...base, kind, that: NOTHING };
    case "over":
      return { ...base, kind, ...time, hours: 48 };
    case "mean":
    case "median":
      return { ...base, kind, ...time };
    case "gap":
      return { ...base, kind };
    case "per_order":
      return { ...base, kind, measure: "handling_cost" };
    case "followed":
    case "mean_after":
    case "median_after":
      return { ...told, kind, ...after };
    case "among":
      return { ...told, kind, all: ["watch_kept", "watch_breached"], some: ["watch_breached"] };
  }
}

/** A figure may be named in one language: the other says the same then. */
export const withNames = (figure: Figure): Figure => {
  const { zh, en } = figure.name;
  return { ...figure, name: { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() } };
};
