import { type DecidingDocument, type Explanation, explainDecision } from "@switchyard/engine";
import { isLimited } from "../access/identity.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { getOrder, latestDecision } from "./get-order.ts";
import { seenPeople } from "./seen-people.ts";

/** Why an order was decided as it was, in the words of the versions that decided it. Throws `order_not_found`. */
export async function explainOrder(ctx: Context, id: string): Promise<Explanation> {
  if (isLimited(ctx.who)) await getOrder(ctx, id);
  const decision = await latestDecision(ctx, id);
  if (decision === null) throw new Refusal("order_not_found");
  const documents: DecidingDocument[] = [];
  for (const { flow, version } of decision.flows) {
    const found = await ctx.store.read.flows.version(ctx.workspace.id, flow, version);
    if (found !== null) documents.push({ flow, version, document: found.document });
  }
  const { house } = await seenPeople(ctx);
  const { names } = ctx.workspace;
  if (house === null) return explainDecision(decision, documents, names);
  const people = Object.fromEntries(ctx.workspace.whole.people.map(({ id }) => [id, house]));
  return explainDecision(decision, documents, { ...names, people });
}
