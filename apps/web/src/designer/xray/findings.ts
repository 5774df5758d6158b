/** What of a report is listed where. */
import type { Finding, Report } from "@switchyard/analysis";

const NONE: readonly Finding[] = [];

/** Findings about orders and facts. Those of the drawing itself are shown at once by the page's own check. */
export const logicFindings = (report: Report | null): readonly Finding[] =>
  report?.findings.filter(({ kind }) => kind !== "structure" && kind !== "change") ?? NONE;

/** Draft against live. */
export const changeFindings = (report: Report | null): readonly Finding[] =>
  report?.findings.filter(({ kind }) => kind === "change") ?? NONE;

/** Undecided questions, with those of changes apart. */
export const undecided = (report: Report | null, change: boolean): readonly Finding[] =>
  report?.undecided.filter(({ kind }) => (kind === "change") === change) ?? NONE;

/** The node of this flow to look at; none where the finding lies in other flows. */
export const nodeOf = ({ places }: Finding, flow: string): string | undefined =>
  places.find((place) => place.flow === flow)?.node.split("/")[0];
