import { readPages, readWord } from "../shell/search-read.ts";

/** The views of the intake screen, in the order of its tabs. The router knows them without loading the screen. */
export const INTAKE_VIEWS = ["quarantine", "reconciliation", "comparisons", "sources"] as const;
export type IntakeView = (typeof INTAKE_VIEWS)[number];

/** It stands in the address. */
interface IntakeSearch {
  view?: IntakeView;
  /** The dialog in which a table's columns get their fields is open. */
  upload?: true;
  /** The report that is open in the view of comparisons. */
  comparison?: string;
  /** Of the quarantine: records of one source, and with something wrong in one field. */
  source?: string;
  field?: string;
  pages?: readonly string[];
}

export function readIntakeSearch(search: Record<string, unknown>): IntakeSearch {
  const view = INTAKE_VIEWS.find((one) => one === search.view);
  const comparison = readWord(search.comparison);
  const [source, field] = [readWord(search.source), readWord(search.field)];
  return {
    ...(view === undefined ? {} : { view }),
    ...(search.upload === true ? { upload: true as const } : {}),
    ...(comparison === undefined ? {} : { comparison }),
    ...(source === undefined ? {} : { source }),
    ...(field === undefined ? {} : { field }),
    ...readPages(search.pages),
  };
}
