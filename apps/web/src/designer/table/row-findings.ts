/** Findings of a table by row and grid column, read from their JSON pointers. */
import type { Finding } from "@switchyard/flow";

export interface RowFindings {
  /** Grid column → finding; what concerns the whole row stands under -1. */
  cells: ReadonlyMap<number, Finding>;
}

const POINTER = /^\/rows\/(\d+)(?:\/(cells|values)\/(\d+))?/;

export function rowFindings(findings: readonly Finding[], columns: number): Map<number, RowFindings> {
  const rows = new Map<number, Map<number, Finding>>();
  for (const finding of findings) {
    const [, row, part, place] = POINTER.exec(finding.pointer ?? "") ?? [];
    if (row === undefined) continue;
    const col = place === undefined ? -1 : Number(place) + (part === "values" ? columns : 0);
    const cells = rows.get(Number(row)) ?? new Map<number, Finding>();
    if (!cells.has(col)) cells.set(col, finding);
    rows.set(Number(row), cells);
  }
  return new Map([...rows].map(([row, cells]) => [row, { cells }]));
}

/** Findings about the table as a whole, such as a missing result column. */
export const tableFindings = (findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => !POINTER.test(finding.pointer ?? ""));
