/**
 * Sheets that are being looked at or taken in while nobody's request waits: how far each is, and what came of it, for those who ask.
 * Gone with the process; what became of each row stands in the records of the intake.
 */
import { Refusal } from "../http/problem.ts";
import type { NewId } from "../runtime/ids.ts";

export interface SheetProgress {
  /** Rows of the file that were read. */
  rows: number;
  /** Orders that are through, of how many; null: it is still being read. */
  done: number;
  total: number | null;
}
export type OnSheet = (progress: Partial<SheetProgress>) => void;
export interface SheetJobs {
  /** Begins the work and answers its id. */
  begin(work: (onSheet: OnSheet) => Promise<unknown>): string;
  /** How far it is, or what came of it. Throws `upload_not_found`, or why it failed. */
  get(id: string): SheetProgress & { result: unknown };
}

type Job = SheetProgress & { result: unknown; failed: { cause: unknown } | null; isOver: boolean };
/** What is over is kept until so many others have begun. */
const KEPT = 32;

export function createSheetJobs(newId: NewId): SheetJobs {
  const jobs = new Map<string, Job>();
  return {
    begin(work) {
      const id = newId("sht");
      const job: Job = { rows: 0, done: 0, total: null, result: null, failed: null, isOver: false };
      for (const [old, { isOver }] of jobs) if (jobs.size >= KEPT && isOver) jobs.delete(old);
      if (jobs.size >= KEPT) throw new Refusal("overloaded", { retryAfter: 5 });
      jobs.set(id, job);
      work((progress) => Object.assign(job, progress))
        .then(
          (result) => Object.assign(job, { result }),
          (cause: unknown) => Object.assign(job, { failed: { cause } }),
        )
        .finally(() => Object.assign(job, { isOver: true }));
      return id;
    },
    get(id) {
      const job = jobs.get(id);
      if (job === undefined) throw new Refusal("upload_not_found");
      if (job.failed !== null) throw job.failed.cause;
      const { rows, done, total, result } = job;
      return { rows, done, total, result };
    },
  };
}
