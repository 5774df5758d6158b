/** Asks for the checks of a drawing after a pause in editing; only the last that was asked for is told. */
import type { FlowContext, FlowDocument } from "@switchyard/flow";
import type { Checked, Turns } from "./validate.ts";

/** After the last change: typing is never checked letter by letter. */
const PAUSE_MS = 180;
/** A first look at a drawing does without them. */
const loadChecks = () => import("./validate.ts");

type Timer = (act: () => void, ms: number) => () => void;
const timer: Timer = (act, ms) => {
  const handle = setTimeout(act, ms);
  return () => clearTimeout(handle);
};

export interface CheckerOptions {
  tell(checked: Checked): void;
  after?: Timer;
  turns?: Turns;
}

export function createChecker({ tell, after = timer, turns }: CheckerOptions) {
  let asked = 0;
  let cancel = () => {};

  async function check(own: number, document: FlowDocument, context: FlowContext): Promise<void> {
    const { checkInSlices } = await loadChecks();
    const stopped = () => own !== asked;
    if (stopped()) return;
    const checked = await checkInSlices(document, context, { stopped, ...(turns ? { turns } : {}) });
    if (checked !== null && !stopped()) tell(checked);
  }

  /** What is being checked no longer matters. */
  function stop(): void {
    cancel();
    asked += 1;
  }

  return {
    stop,
    ask(document: FlowDocument, context: FlowContext): void {
      stop();
      const own = asked;
      cancel = after(() => void check(own, document, context), PAUSE_MS);
    },
  };
}
