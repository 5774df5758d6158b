/** What the grammar may know: the workspace's names and synonyms, and the values that orders have brought. */

import type { WorkspaceSettings } from "@switchyard/orders";
import type { WorkspaceWords } from "@switchyard/phrases";
import type { FactFigures, PublishedFlows, Workspace } from "../../shell/wire.ts";

const named = ({ id, name, synonyms }: { id: string; name: string; synonyms?: string[] | undefined }) => ({
  id,
  name,
  ...(synonyms === undefined ? {} : { synonyms }),
});
const values = (list: readonly string[]) => list.map((one) => ({ id: one, name: one }));

export function wordsOf(workspace: Workspace, figures?: FactFigures, flows?: PublishedFlows): WorkspaceWords {
  const { zone, currency, brands, destinations, people } = workspace;
  // What the typed client makes of absent fields is the same JSON.
  const settings = workspace.settings as WorkspaceSettings;
  const { brand = [], channel = [], tags = [], ...others } = figures?.values ?? {};
  const known = new Set(brands.map(({ id }) => id));
  return {
    zone,
    currency,
    customFields: settings.customFields,
    ...(settings.states ? { states: settings.states } : {}),
    destinations: destinations.map(named),
    people: people.map((one) => ({ ...named(one), role: one.role })),
    flows: (flows?.items ?? []).map(({ id, document }) => ({ id, name: document.name })),
    brands: [...brands.map(named), ...values(brand.filter((one) => !known.has(one)))],
    channels: values(channel),
    tags,
    values: Object.fromEntries(Object.entries(others).map(([fact, list]) => [fact, values(list)])),
  };
}
