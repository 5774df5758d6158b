import type { Figure } from "@switchyard/flow";
import { brandNamed, type WorkspaceSettings } from "@switchyard/orders";
import type { Brand, Destination, Person, StoreReader, Workspace } from "@switchyard/store";
import { isDemo } from "../demo/demo-workspace.ts";
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
  /** Messages carry links: it is known where people reach this server. */
  sends_links: boolean;
  /** Figures whose value is reported as a measure of their id: flows may begin with them. */
  sending_figures: Pick<Figure, "id" | "name">[];
  revision: number;
  /** Made-up orders may be put into it. */
  is_demo: boolean;
}

export async function getWorkspace({ workspace, store, who, publicUrl }: Context): Promise<WorkspaceDetail> {
  const shown = who.brand === null ? workspace.whole : ofBrand(workspace.whole, who.brand);
  const { id, name, settings, brands, destinations, people } = shown;
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
    four_eyes: workspace.whole.fourEyes === true,
    sends_links: publicUrl !== null,
    sending_figures: (who.brand === null ? workspace.figures : [])
      .filter(({ sends }) => sends === true)
      .map(({ id, name }) => ({ id, name })),
    revision,
    is_demo: isDemo(workspace),
  };
}

/** What a guest of one brand sees: that brand, what is there for it, and nobody. */
function ofBrand(whole: Workspace, word: string): Workspace {
  const brand = brandNamed(whole.brands, word);
  const own = whole.brands.filter((one) => one === brand);
  const theirs = <T extends { brands?: readonly string[] }>(list: readonly T[]) =>
    list
      .filter(({ brands }) => brands === undefined || own.some(({ id }) => brands.includes(id)))
      .map(({ brands: _, ...rest }) => rest);
  return {
    ...whole,
    brands: own.map(({ approvers: _, contacts: __, ...rest }) => rest),
    destinations: theirs(whole.destinations),
    people: [],
    settings: { ...whole.settings, customFields: theirs(whole.settings.customFields) },
  };
}

/** Changes of the settings have a chain of their own in the journal: its length is their revision. */
export const SETTINGS = "settings";
export const WORKSPACE_CHANGED = "workspace_changed";
export async function settingsRevision(read: StoreReader, workspace: string): Promise<number> {
  return (await read.journal.latest(workspace, SETTINGS, WORKSPACE_CHANGED))?.seq ?? 0;
}
