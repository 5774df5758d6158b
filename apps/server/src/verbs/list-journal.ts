/** The journal as people read it: filtered, newest first, and as a file. */
import type { JournalEntry, JournalFilter, Page, PageRequest } from "@switchyard/store";
import { CSV_BEGIN, csvLine } from "../http/csv.ts";
import type { Context } from "../runtime/context.ts";
import { noteExport } from "./journal-act.ts";

export interface JournalView {
  position: number;
  subject: string;
  at: number;
  type: string;
  actor: string;
  /** The person's or key's name, where the actor is one. */
  actor_name: string | null;
  data: Record<string, unknown>;
}

export async function listJournal(ctx: Context, filter: JournalFilter, page: PageRequest): Promise<Page<JournalView>> {
  const { items, nextCursor } = await ctx.store.read.journal.list(ctx.workspace.id, filter, page);
  const names = await actorNames(ctx);
  return { items: items.map((entry) => viewOf(entry, names)), nextCursor };
}

const PIECE = 1000;
const HEAD = ["position", "at", "type", "actor", "actor_name", "subject", "data"];

/** The whole of it as CSV, in pieces; cells that a spreadsheet would take for formulas are defused. */
export async function exportJournal(ctx: Context, filter: JournalFilter): Promise<AsyncGenerator<string>> {
  await noteExport(ctx, { what: "journal", ...filter });
  return textOf(ctx, filter);
}

async function* textOf(ctx: Context, filter: JournalFilter): AsyncGenerator<string> {
  const names = await actorNames(ctx);
  yield CSV_BEGIN + csvLine(HEAD);
  let cursor: string | undefined;
  do {
    const page: Page<JournalEntry> = await ctx.store.read.journal.list(ctx.workspace.id, filter, {
      cursor,
      limit: PIECE,
    });
    let text = "";
    for (const { position, at, type, actor, subject, data } of page.items) {
      const cells = [String(position), new Date(at).toISOString(), type, actor, names.get(actor) ?? "", subject, data];
      text += csvLine(cells);
    }
    if (text !== "") yield text;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const viewOf = (
  { position, subject, at, type, actor, data }: JournalEntry,
  names: ReadonlyMap<string, string>,
): JournalView => ({
  ...{ position, subject, at, type, actor, actor_name: names.get(actor) ?? null },
  data: readable(data),
});

/** Decisions are packed for their size; here they stay as they lie. */
function readable(data: string): Record<string, unknown> {
  const value: unknown = JSON.parse(data);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value };
}

async function actorNames(ctx: Context): Promise<Map<string, string>> {
  const { access } = ctx.store.read;
  const members = await access.members(ctx.workspace.id);
  const keys = await access.keys(ctx.workspace.id);
  return new Map([
    ...members.map(({ user, name }): [string, string] => [user, name]),
    ...keys.map(({ id, name }): [string, string] => [id, name]),
  ]);
}
