import type { CustomField, StateMachine } from "@switchyard/orders";
import type { Named, WorkspaceWords } from "./lexicon.ts";

type Called = { id: string; name: string; synonyms?: readonly string[] | undefined };

/** A workspace as the product stores it. */
export interface WorkspaceLike {
  zone: string;
  /** The day there, `YYYY-MM-DD`. */
  today?: string;
  currency: string;
  customFields: readonly CustomField[];
  states?: StateMachine | undefined;
  brands: readonly Called[];
  destinations: readonly Called[];
  people: readonly (Called & { role: string })[];
}

const named = ({ id, name, synonyms }: Called): Named => ({ id, name, ...(synonyms ? { synonyms } : {}) });
const values = (list: readonly string[]) => list.map((one) => ({ id: one, name: one }));

/** What the grammar may know: the workspace's names and synonyms, its flows, and by fact the values that orders have brought. */
export function wordsOf(
  workspace: WorkspaceLike,
  brought: Readonly<Record<string, readonly string[]>> = {},
  flows: readonly Called[] = [],
): WorkspaceWords {
  const { zone, today, currency, customFields, states, brands, destinations, people } = workspace;
  const { brand = [], channel = [], tags = [], ...others } = brought;
  const known = new Set(brands.map(({ id }) => id));
  return {
    zone,
    ...(today === undefined ? {} : { today }),
    currency,
    customFields,
    ...(states ? { states } : {}),
    destinations: destinations.map(named),
    people: people.map((one) => ({ ...named(one), role: one.role })),
    flows: flows.map(named),
    brands: [...brands.map(named), ...values(brand.filter((one) => !known.has(one)))],
    channels: values(channel),
    tags,
    values: Object.fromEntries(Object.entries(others).map(([fact, list]) => [fact, values(list)])),
  };
}
