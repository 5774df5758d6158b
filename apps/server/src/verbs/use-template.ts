import { instantiate, type ParameterValues } from "@switchyard/templates";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { heldGolden } from "../templates/held-golden.ts";
import { findTemplate, type StoredTemplate } from "../templates/stored.ts";
import { type CreateInput, createFlow } from "./create-flow.ts";
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
  const { create, left } = await flowOf(ctx, await findTemplate(ctx, id, input.version), input);
  return { ...(await createFlow(ctx, create)), golden_left_out: left };
}

/** The flow to be made, and the names of golden orders that do not hold with these values. Stores nothing. */
export async function flowOf(
  ctx: Context,
  { template, mapping }: Pick<StoredTemplate, "template" | "mapping">,
  input: UseInput,
): Promise<{ create: CreateInput; left: string[] }> {
  const { brands, values, actor = ctx.who.id } = input;
  const { id, version } = template;
  const name = input.name ?? template.name.zh.slice(0, 120);
  const made = instantiate(template, { name, brands, mapping, values });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  const golden = await heldGolden(ctx, made.document, made.golden);
  const use = { template: id, version, values: { ...values } };
  return { create: { name, document: made.document, actor, golden: golden.held, use }, left: golden.left };
}
