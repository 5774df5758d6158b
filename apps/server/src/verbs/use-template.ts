import { instantiate, type ParameterValues } from "@switchyard/templates";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { heldGolden } from "../templates/held-golden.ts";
import { findTemplate } from "../templates/stored.ts";
import { createFlow } from "./create-flow.ts";
import type { FlowView } from "./list-flows.ts";

export interface UseInput {
  /** By default the template's name. */
  name?: string | undefined;
  /** Empty: for all brands. */
  brands: string[];
  values: ParameterValues;
  version?: number | undefined;
  actor?: string;
}

/**
 * A draft of a template for brands; it runs when somebody publishes it. Golden orders that hold with the brand's values come
 * with it, the names of the others are told. Throws `template_not_found`, or `invalid_template` (`/values/…`).
 */
export async function useTemplate(
  ctx: Context,
  id: string,
  input: UseInput,
): Promise<FlowView & { golden_left_out: string[] }> {
  const { brands, values, actor = ctx.who.id } = input;
  const { template, mapping, record } = await findTemplate(ctx, id, input.version);
  const name = input.name ?? template.name.zh.slice(0, 120);
  const made = instantiate(template, { name, brands, mapping, values });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  const golden = await heldGolden(ctx, made.document, made.golden);
  const flow = await createFlow(ctx, {
    name,
    document: made.document,
    actor,
    golden: golden.held,
    use: { template: id, version: record.version, values: { ...values } },
  });
  return { ...flow, golden_left_out: golden.left };
}
