import { transact } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

/** Into everybody's inbox: a journal that does not hold is the operator's to look into, and nothing here mends it. */
export async function tellBrokenJournal(ctx: Context, text: string): Promise<void> {
  const at = ctx.clock.now();
  await transact(ctx.store, (tx) =>
    tx.inbox.put(ctx.workspace.id, [
      {
        ...{ id: ctx.newId("msg"), at, kind: "journal_broken", level: 4, order: null },
        title: "流水校验不通过，请管理员查看",
        said: { code: "journal_broken", values: {} },
        lines: text
          .split("\n")
          .map((line) => ({ label: "", value: line.trim() }))
          .filter(({ value }) => value !== ""),
        ...{ people: [], members: [], acknowledgedAt: null, acknowledgedBy: null },
      },
    ]),
  );
  ctx.events.publish({ type: "inbox" });
}
