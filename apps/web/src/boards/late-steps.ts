/** The steps where the orders that came late had stayed longest. */
import type { FigureParts } from "./figures-api.ts";

/** The figure whose others are the late ones. */
const ON_TIME = "on_time_rate";
const TOP = 3;

export interface LateStep {
  /** Null: of orders with no step to name. */
  name: FigureParts["rows"][number]["name"];
  late: number;
}

/** The three with the most late orders, the most first. `parts`: figures by step. Null: the workspace has no figure of what is late. */
export function lateSteps({ figures, rows }: Pick<FigureParts, "figures" | "rows">): LateStep[] | null {
  const place = figures.findIndex(({ id }) => id === ON_TIME);
  if (place < 0) return null;
  return rows
    .map(({ name, values }) => {
      const { of = 0, yes = 0 } = values[place] ?? {};
      return { name, late: of - yes };
    })
    .filter(({ late }) => late > 0)
    .sort((a, b) => b.late - a.late)
    .slice(0, TOP);
}
