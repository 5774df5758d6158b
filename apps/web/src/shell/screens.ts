import type { Permission } from "./session.ts";

/** What whoever opens an address must be allowed; the longer address stands first. */
const NEEDS: readonly (readonly [path: string, permission: Permission])[] = [
  ["/settings/outbox", "outbox.read"],
  ["/settings/members", "workspace.manage"],
  ["/settings/backups", "workspace.manage"],
  ["/settings/keys", "keys.manage"],
  ["/settings/journal", "journal.read"],
  ["/settings", "channels.read"],
  ["/flows", "flows.read"],
  ["/templates", "flows.read"],
  ["/desk", "orders.read"],
  ["/orders", "orders.read"],
  ["/lots", "orders.read"],
  ["/boards", "orders.read"],
  ["/todo", "outbox.read"],
  ["/intake", "intake.read"],
  ["/sandbox", "history.read"],
];

/** Null: whoever is in the house may look. Menus leave out what is not allowed; an address that is typed says who to ask. */
export function needOf(path: string): Permission | null {
  return NEEDS.find(([start]) => path === start || path.startsWith(`${start}/`))?.[1] ?? null;
}

/** A clerk's screens: the desk, the labels that it prints, and their own account. */
const DESK = /^\/(?:desk|orders\/[^/]+\/label|account)?$/;

/** A clerk works at the desk, with no other screen beside it. */
export const isShownTo = (role: string | null | undefined, path: string): boolean =>
  role !== "clerk" || DESK.test(path);
