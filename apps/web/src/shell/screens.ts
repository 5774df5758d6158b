/** Screens of the menus, and what whoever opens one must be allowed: the menus leave out the others, and their addresses say so. */
import type { Permission } from "../people/people-api.ts";

export const SCREENS = [
  { to: "/flows", word: "nav.flows", needs: "flows.read" },
  { to: "/templates", word: "nav.templates", needs: "flows.read" },
  { to: "/orders", word: "nav.orders", needs: "orders.read" },
  { to: "/todo", word: "nav.todo", needs: "outbox.read" },
  { to: "/intake", word: "nav.intake", needs: "intake.read" },
  { to: "/sandbox", word: "nav.sandbox", needs: "history.read" },
  { to: "/settings", word: "nav.settings", needs: "channels.read" },
] as const satisfies readonly { to: string; word: string; needs: Permission }[];

export const SETTINGS = [
  { to: "/settings/destinations", word: "settings.destinations", needs: "channels.read" },
  { to: "/settings/brands", word: "settings.brands", needs: "channels.read" },
  { to: "/settings/people", word: "settings.people", needs: "channels.read" },
  { to: "/settings/calendar", word: "settings.calendar", needs: "channels.read" },
  { to: "/settings/fields", word: "settings.fields", needs: "channels.read" },
  { to: "/settings/channels", word: "settings.channels", needs: "channels.read" },
  { to: "/settings/contacts", word: "settings.contacts", needs: "channels.read" },
  { to: "/settings/outbox", word: "settings.outbox", needs: "outbox.read" },
  { to: "/settings/members", word: "settings.members", needs: "workspace.manage" },
  { to: "/settings/group", word: "settings.group", needs: "channels.read" },
  { to: "/settings/keys", word: "settings.keys", needs: "keys.manage" },
  { to: "/settings/journal", word: "settings.journal", needs: "journal.read" },
] as const satisfies readonly { to: string; word: string; needs: Permission }[];

/** What an address needs; null where anybody who is in the house may look. */
export function needOf(path: string): Permission | null {
  const found = [...SETTINGS, ...SCREENS].find(({ to }) => path === to || path.startsWith(`${to}/`));
  return found?.needs ?? null;
}
