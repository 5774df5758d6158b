/** A batch's own chain in the journal: what it does of itself stands there, where its members find it. */
const BATCH = "batch:";

/** `batch`: the batch's id. */
export const batchSubject = (batch: string): string => `${BATCH}${batch}`;

/** The id of the batch that a subject of the journal is; null: it is something else. */
export const batchOfSubject = (subject: string): string | null =>
  subject.startsWith(BATCH) ? subject.slice(BATCH.length) : null;
