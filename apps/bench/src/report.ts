/** One measured figure. `goal` is a lower bound unless it says `{ atMost }`; without a goal it is information. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: number | { readonly atMost: number };
}

/** Prints figures as a table for people, or as one line of JSON each (`--json`): figure, value, unit, goal, holds. */
export function report(figures: readonly Figure[], json = process.argv.includes("--json")): void {
  if (json) {
    for (const figure of figures)
      console.log(JSON.stringify({ ...figure, goal: figure.goal ?? null, holds: holds(figure) }));
    return;
  }
  const rows = figures.map((figure) => [
    figure.figure,
    `${round(figure.value)} ${figure.unit}`,
    goalText(figure),
    mark(figure),
  ]);
  printTable(["figure", "measured", "goal", ""], rows);
  const missed = figures.filter((figure) => holds(figure) === false).length;
  const asked = figures.filter((figure) => figure.goal !== undefined).length;
  console.log(`\n${asked - missed} of ${asked} goals hold.`);
}

/** `null` for a figure without a goal. */
function holds({ value, goal }: Figure): boolean | null {
  if (goal === undefined) return null;
  return typeof goal === "number" ? value >= goal : value <= goal.atMost;
}

/** Left-aligned first column, the others to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  console.log([line(head), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n"));
}

/** Three significant digits, thousands separated. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function goalText({ goal, unit }: Figure): string {
  if (goal === undefined) return "";
  return typeof goal === "number" ? `≥ ${round(goal)} ${unit}` : `≤ ${round(goal.atMost)} ${unit}`;
}

function mark(figure: Figure): string {
  const answer = holds(figure);
  return answer === null ? "" : answer ? "✓" : "✗";
}
