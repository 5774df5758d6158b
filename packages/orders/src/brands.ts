/** Which brand an order means, and what holds for its orders. */
import type { TimeSettings } from "./calendar/duration.ts";
import { normaliseText } from "./intake/normalise.ts";
import type { BrandSettings, CustomField, OrderTime, WorkspaceSettings } from "./settings.ts";

const indexes = new WeakMap<readonly BrandSettings[], ReadonlyMap<string, BrandSettings>>();

/** By its id, its name or another word for it, in that order; undefined where no brand is called so. */
export function brandNamed(brands: readonly BrandSettings[] | undefined, word: unknown): BrandSettings | undefined {
  if (brands === undefined || typeof word !== "string") return undefined;
  let index = indexes.get(brands);
  if (index === undefined) {
    index = indexOf(brands);
    indexes.set(brands, index);
  }
  return index.get(word);
}

/** Every word by which orders may name the brand; the word itself where the workspace has no such brand. */
export function wordsForBrand(brands: readonly BrandSettings[] | undefined, word: string): string[] {
  const brand = brandNamed(brands, word);
  if (brand === undefined) return [word];
  return [...new Set(wordsOf(brand))].filter((one) => brandNamed(brands, one) === brand);
}

/** As orders have them: intake normalises what it reads. */
const wordsOf = ({ id, name, synonyms = [] }: BrandSettings) => [id, name, ...synonyms].map(normaliseText);

function indexOf(brands: readonly BrandSettings[]): ReadonlyMap<string, BrandSettings> {
  const index = new Map<string, BrandSettings>();
  const put = (word: string, brand: BrandSettings) => {
    if (!index.has(word)) index.set(word, brand);
  };
  for (const brand of brands) put(brand.id, brand);
  for (const brand of brands) put(normaliseText(brand.name), brand);
  for (const brand of brands) for (const word of wordsOf(brand)) put(word, brand);
  return index;
}

const times = new WeakMap<BrandSettings, TimeSettings>();

/** The calendar of a brand's orders: its own, or the workspace's. Zones are the workspace's. */
export function timeOf(settings: OrderTime, brand: string | undefined): TimeSettings {
  const own = brand === undefined ? undefined : brandNamed(settings.brands, brand);
  if (own?.calendar === undefined) return settings;
  const known = times.get(own);
  if (known?.zone === settings.zone) return known;
  const time = { zone: settings.zone, calendar: own.calendar };
  times.set(own, time);
  return time;
}

/** Without brands where none has a calendar of its own: clock facts of most workspaces then look nothing up. */
export const plainTime = ({ brands, zone, calendar }: OrderTime): OrderTime =>
  brands?.some((brand) => brand.calendar !== undefined) ? { zone, calendar, brands } : { zone, calendar };

/** The fields that a brand's orders have. */
export function fieldsOf(settings: WorkspaceSettings, brand: string | undefined): CustomField[] {
  if (settings.customFields.every(({ brands }) => brands === undefined)) return settings.customFields;
  const id = brandNamed(settings.brands, brand)?.id;
  return settings.customFields.filter(
    ({ brands }) => brands === undefined || (id !== undefined && brands.includes(id)),
  );
}
