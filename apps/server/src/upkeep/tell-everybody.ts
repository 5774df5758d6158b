import { transact } from "@switchyard/store";
import { wordsOf } from "../outbox/words/words.ts";
import type { Context } from "../runtime/context.ts";

/** What keeping the house has found and a person must look into. */
export interface Finding {
  code: "journal_broken" | "backup_failed" | "secrets_unopened";
  lines: readonly string[];
  /** Under one id it is told once, however often it is found. */
  id?: string;
}

/** Into everybody's inbox: it is the operator's to look into, and nothing here mends it. */
export async function tellEverybody(ctx: Context, { code, lines, id }: Finding): Promise<void> {
  const at = ctx.clock.now();
  await transact(ctx.store, (tx) =>
    tx.inbox.put(ctx.workspace.id, [
      {
        ...{ id: id ?? ctx.newId("msg"), at, kind: code, level: 4, order: null },
        title: wordsOf(ctx.workspace.settings).titles[code](),
        said: { code, values: {} },
        lines: lines.map((line) => ({ label: "", value: line.trim() })).filter(({ value }) => value !== ""),
        ...{ people: [], members: [], acknowledgedAt: null, acknowledgedBy: null },
      },
    ]),
  );
  ctx.events.publish({ type: "inbox" });
}
