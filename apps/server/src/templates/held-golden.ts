/** Golden orders that hold for a drawing: a template's speak for its defaults, and a brand may have chosen otherwise. */
import { checkGolden } from "@switchyard/engine";
import { compileFlow, type FlowDocument, type GoldenOrder } from "@switchyard/flow";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";

export async function heldGolden(
  { workspace }: Context,
  document: FlowDocument,
  golden: readonly GoldenOrder[],
): Promise<{ held: GoldenOrder[]; left: string[] }> {
  const { settings, names } = workspace;
  const compiled = compileFlow(document, { flow: "template", version: 1, customFields: settings.customFields });
  const held: GoldenOrder[] = [];
  const left: string[] = [];
  for (const one of golden) {
    const holds = compiled.ok && checkGolden({ program: compiled.program, document, settings, names }, one).passed;
    if (holds) held.push(one);
    else left.push(one.name);
    // Orders and screens go on between two of them.
    await nextTurn();
  }
  return { held, left };
}
