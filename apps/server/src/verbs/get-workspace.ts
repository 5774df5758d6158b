import type { WorkspaceSettings } from "@switchyard/orders";
import type { Brand, Destination, Person, StoreReader } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

export interface WorkspaceDetail {
  id: string;
  name: string;
  zone: string;
  currency: string;
  brands: Brand[];
  destinations: Destination[];
  people: Person[];
  settings: WorkspaceSettings;
  four_eyes: boolean;
  revision: number;
}

/** A guest of one brand sees that brand and no people. */
export async function getWorkspace({ workspace, store, who }: Context): Promise<WorkspaceDetail> {
  const { id, name, settings, brands, destinations, people } = workspace.whole;
  const revision = await settingsRevision(store.read, id);
  return {
    id,
    name,
    zone: settings.zone,
    currency: settings.currency,
    brands: who.brand === null ? brands : brands.filter((one) => one.name === who.brand),
    destinations,
    people: who.brand === null ? people : [],
    settings,
    four_eyes: workspace.whole.fourEyes === true,
    revision,
  };
}

/** Changes of the settings have a chain of their own in the journal: its length is their revision. */
export const SETTINGS = "settings";
export const WORKSPACE_CHANGED = "workspace_changed";
export async function settingsRevision(read: StoreReader, workspace: string): Promise<number> {
  return (await read.journal.latest(workspace, SETTINGS, WORKSPACE_CHANGED))?.seq ?? 0;
}
