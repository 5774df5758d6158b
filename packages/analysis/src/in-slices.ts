/** Longer than most steps, far shorter than anybody notices. */
const SLICE_MS = 12;

/** What the host of long work lends it: a clock in milliseconds, a turn of its event loop, and whether to go on. */
export interface Pace<Step = undefined> {
  now(): number;
  /** Resolves when messages that wait have been heard. */
  breathe(): Promise<void>;
  stopped(): boolean;
  progress?(step: Step): void;
  /** Milliseconds at most before others have their turn. */
  slice?: number;
}

/** Runs what goes in small steps a slice at a time, so that its thread hears others in between. Null when it was stopped. */
export async function inSlices<Step, Result>(steps: Generator<Step, Result>, pace: Pace<Step>): Promise<Result | null> {
  const { slice = SLICE_MS } = pace;
  for (let begun = pace.now(); ; ) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (pace.now() - begun < slice) continue;
    pace.progress?.(step.value);
    await pace.breathe();
    if (pace.stopped()) return null;
    begun = pace.now();
  }
}
