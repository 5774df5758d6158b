import type { WorkspaceSettings } from "@switchyard/orders";
import type { Brand, Destination, Person } from "@switchyard/store";
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
}

export function getWorkspace({ workspace }: Context): WorkspaceDetail {
  const { id, name, settings, brands, destinations, people } = workspace.whole;
  return { id, name, zone: settings.zone, currency: settings.currency, brands, destinations, people, settings };
}
