import type { Problem } from "@switchyard/orders";
import type { Context } from "../runtime/context.ts";
import { type Came, firstOf, intakeRecord, saidBy } from "./record.ts";

export interface Unusable {
  came: Came;
  /** Parsed, where it could be. */
  body: unknown;
  problems: readonly Problem[];
  /** Known from elsewhere: the address that it was sent to, the file that it stood in. */
  source?: string;
}

/** Keeps a record that cannot be taken in, durably, with the reasons. Answers its id. */
export async function quarantine(ctx: Context, { came, body, problems, source }: Unusable): Promise<string> {
  const said = saidBy(body);
  const maker = { zone: ctx.workspace.settings.zone, newId: ctx.newId };
  let id = "";
  await ctx.executor.room();
  await ctx.executor.work(async ({ group }, at) => {
    const fate = { externalId: said.externalId, order: null, problems: firstOf(problems) };
    const record = intakeRecord(maker, came, at, { source: source ?? said.source, outcome: "quarantined", ...fate });
    id = record.id;
    group.intake.push(record);
  });
  return id;
}
