import type { Progress, Report } from "./finding.ts";

/** Longer than most steps, far shorter than anybody notices. */
const SLICE_MS = 12;

/** What the host of an analysis lends it: a clock in milliseconds, a turn of its event loop, and whether to go on. */
export interface Pace {
  now(): number;
  /** Resolves when messages that wait have been heard. */
  breathe(): Promise<void>;
  stopped(): boolean;
  progress(progress: Progress): void;
}

/** Runs an analysis a slice at a time, so that a worker hears "stop" in between. Null when it was stopped. */
export async function inSlices(steps: Generator<Progress, Report>, pace: Pace): Promise<Report | null> {
  for (let begun = pace.now(); ; ) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (pace.now() - begun < SLICE_MS) continue;
    pace.progress(step.value);
    await pace.breathe();
    if (pace.stopped()) return null;
    begun = pace.now();
  }
}
