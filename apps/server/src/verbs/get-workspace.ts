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
  revision: number;
}

export async function getWorkspace({ workspace, store }: Context): Promise<WorkspaceDetail> {
  const { id, name, settings, brands, destinations, people } = workspace.whole;
  const revision = await settingsRevision(store.read, id);
  return {
    id,
    name,
    zone: settings.zone,
    currency: settings.currency,
    brands,
    destinations,
    people,
    settings,
    revision,
  };
}

/** Changes of the settings have a chain of their own in the journal: its length is their revision. */
export const SETTINGS = "settings";
export const WORKSPACE_CHANGED = "workspace_changed";
export async function settingsRevision(read: StoreReader, workspace: string): Promise<number> {
  return (await read.journal.latest(workspace, SETTINGS, WORKSPACE_CHANGED))?.seq ?? 0;
}
