/** A replay's process: reads history through a reader of its own and reports what it found. Nothing else leaves it. */
import { openSqliteHistory } from "@switchyard/store/history";
import { serveJob } from "../runtime/child-side.ts";
import { answerForFolder } from "./may-open.ts";
import type { FocusResult, ReplayJob, ReplayMessage } from "./message.ts";
import { forbidEffects } from "./no-effects.ts";
import { type RunHooks, runReplay } from "./run.ts";

forbidEffects();
serveJob<ReplayJob, ReplayMessage | FocusResult>(async (job, send) => {
  answerForFolder(job.location);
  const reader = openSqliteHistory(job.location);
  if (job.focus === null) await runReplay(reader, job, { report: send });
  else {
    const found: FocusResult = { decisions: [], passed: [] };
    const order = "order" in job.focus ? job.focus.order : null;
    const onDecision: RunHooks["onDecision"] = (side, decision) => {
      if (decision.order === order) found.decisions.push({ side, decision });
    };
    await runReplay(reader, job, {
      report: async () => {},
      ...(order === null ? { onPassed: (one) => found.passed.push(one) } : { onDecision }),
    });
    await send(found);
  }
  reader.close();
});
