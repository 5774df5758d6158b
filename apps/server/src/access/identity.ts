/** Who asks, in which workspace, and what they may do there. */
import { createHash } from "node:crypto";
import { type BrandSettings, wordsForBrand } from "@switchyard/orders";
import type { Role } from "@switchyard/store";
import { type Permission, ROLE_PERMISSIONS } from "./permissions.ts";

export interface Identity {
  /** `local`: whoever sits at this machine, where nobody signs in. `nobody`: not signed in. */
  kind: "local" | "person" | "key" | "nobody";
  /** Who the journal names: a person's or a key's id. */
  id: string;
  name: string;
  /** Null: nobody, or a person who is in no workspace. */
  workspace: string | null;
  role: Role | null;
  permissions: ReadonlySet<Permission>;
  /** Only this brand's orders; null: all. */
  brand: string | null;
  /** Only this intake source; null: any. */
  source: string | null;
}

/** Whoever is there for one brand or one source: what is not made for that is closed to them. */
export const isLimited = ({ brand, source }: Identity): boolean => brand !== null || source !== null;

/** Somebody, and the brands of the workspace where they ask. */
export interface Seen {
  who: Identity;
  workspace: { whole: { brands: readonly BrandSettings[] } };
}
/** Every word by which orders name the brand that somebody is there for; null: all brands. */
export const brandWords = ({ who, workspace }: Seen): string[] | null =>
  who.brand === null ? null : wordsForBrand(workspace.whole.brands, who.brand);
export function mayTouch(seen: Seen, order: { brand?: string | undefined; source: string }): boolean {
  const words = brandWords(seen);
  const { source } = seen.who;
  return (
    (words === null || (order.brand !== undefined && words.includes(order.brand))) &&
    (source === null || order.source === source)
  );
}

const NOTHING: ReadonlySet<Permission> = new Set();
export const NOBODY: Identity = {
  ...{ kind: "nobody", id: "nobody", name: "", workspace: null, role: null },
  ...{ permissions: NOTHING, brand: null, source: null },
};
/** The demo's owner. */
export const localOwner = (workspace: string): Identity => ({
  ...{ kind: "local", id: "local", name: "本机 / this machine", workspace, role: "owner" },
  ...{ permissions: ROLE_PERMISSIONS.owner, brand: null, source: null },
});

/** How secrets that somebody else keeps (session and link tokens, keys) lie in the store. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");
