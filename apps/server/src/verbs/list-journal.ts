/** The journal as people read it: filtered, newest first, and as a file. */
import { readBatchId } from "@switchyard/engine";
import type { JournalEntry, JournalFilter, Page, PageRequest } from "@switchyard/store";
import { batchOfSubject } from "../executor/batch-subject.ts";
import type { Context } from "../runtime/context.ts";
import { CSV_BEGIN, csvLine } from "../text/csv.ts";
import { actorNames, noteExport } from "./journal-act.ts";

export interface JournalView {
  position: number;
  subject: string;
  /** What people call the order, flow or channel that it is about; of a batch what its orders have in common. */
  about: { kind: "order" | "flow" | "channel" | "batch"; name: string } | null;
  at: number;
  type: string;
  actor: string;
  /** The person's or key's name, where the actor is one. */
  actor_name: string | null;
  data: Record<string, unknown>;
}

/** `about` and `who` in the words that people have for them: an order's number, a flow's, a channel's or a person's name. */
export type Wanted = Pick<JournalFilter, "subject" | "type" | "actor" | "from" | "to"> & {
  about?: string | undefined;
  who?: string | undefined;
};

export interface JournalPage extends Page<JournalView> {
  /** So many of the newest orders that `about` may mean were looked at; null: all of them. */
  only_newest: number | null;
}

export async function listJournal(ctx: Context, wanted: Wanted, page: PageRequest): Promise<JournalPage> {
  const { filter, isCut } = await filterOf(ctx, wanted);
  const { items, nextCursor } = await ctx.store.read.journal.list(ctx.workspace.id, filter, page);
  const names = await actorNames(ctx);
  const abouts = await subjectNames(ctx, new Set(items.map(({ subject }) => subject)));
  const only_newest = isCut ? MOST_ORDERS : null;
  return { items: items.map((entry) => viewOf(entry, names, abouts)), nextCursor, only_newest };
}

/** So many orders a word may mean. */
const MOST_ORDERS = 100;
const PIECE = 1000;
const HEAD = ["position", "at", "type", "actor", "actor_name", "subject", "data"];

/** The whole of it as CSV, in pieces; cells that a spreadsheet would take for formulas are defused. */
export async function exportJournal(ctx: Context, wanted: Wanted): Promise<AsyncGenerator<string>> {
  const { filter, isCut } = await filterOf(ctx, wanted);
  await noteExport(ctx, { what: "journal", ...wanted }, ["about", "who"]);
  return textOf(ctx, filter, isCut);
}

/** A line of its own, so that nobody takes the file for all that there is. */
const CUT = `符合的订单太多，只查了最新的 ${MOST_ORDERS} 张 / Too many orders match: only the newest ${MOST_ORDERS} were looked at`;

async function* textOf(ctx: Context, filter: JournalFilter, isCut: boolean): AsyncGenerator<string> {
  const names = await actorNames(ctx);
  yield CSV_BEGIN + csvLine(HEAD) + (isCut ? csvLine(["", "", "note", "", "", "", CUT]) : "");
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
  abouts: ReadonlyMap<string, About>,
): JournalView => ({
  ...{ position, subject, about: abouts.get(subject) ?? null, at, type, actor, actor_name: names.get(actor) ?? null },
  data: readable(data),
});

/** Decisions are packed for their size; here they stay as they lie. */
function readable(data: string): Record<string, unknown> {
  const value: unknown = JSON.parse(data);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value };
}

type About = NonNullable<JournalView["about"]>;

async function subjectNames(ctx: Context, subjects: ReadonlySet<string>): Promise<Map<string, About>> {
  const orders = await ctx.store.read.orders.numbers(ctx.workspace.id, [...subjects]);
  const named = (await flowsAndChannels(ctx)).filter(({ id }) => subjects.has(id));
  return new Map([
    ...orders.map(({ id, external_id }): [string, About] => [id, { kind: "order", name: external_id }]),
    ...named.map(({ id, kind, name }): [string, About] => [id, { kind, name }]),
    ...[...subjects].flatMap((subject): [string, About][] => {
      const batch = readBatchId(batchOfSubject(subject) ?? "");
      return batch === null ? [] : [[subject, { kind: "batch", name: batch.group.join(" · ") }]];
    }),
  ]);
}

async function flowsAndChannels({ store, workspace, clock }: Context) {
  const flows = await store.read.flows.list(workspace.id, clock.now());
  const channels = await store.read.channels.list(workspace.id);
  return [
    ...flows.map(({ id, name }) => ({ id, kind: "flow" as const, name })),
    ...channels.map(({ id, name }) => ({ id, kind: "channel" as const, name })),
  ];
}

async function filterOf(
  ctx: Context,
  { about, who, ...filter }: Wanted,
): Promise<{ filter: JournalFilter; isCut: boolean }> {
  const word = about?.normalize("NFKC").trim().toLowerCase() ?? "";
  const name = who?.normalize("NFKC").trim().toLowerCase() ?? "";
  const says = (text: string | null, part: string) => text?.toLowerCase().includes(part) === true;
  const found: JournalFilter = { ...filter };
  let isCut = false;
  if (word !== "") {
    const { items, nextCursor } = await ctx.store.read.orders.list(
      ctx.workspace.id,
      { q: word },
      { limit: MOST_ORDERS },
    );
    isCut = nextCursor !== null;
    const orders = items.filter(({ external_id, po_no }) => says(external_id, word) || says(po_no, word));
    const others = (await flowsAndChannels(ctx)).filter((one) => says(one.name, word));
    found.subjects = [...[...orders, ...others].map(({ id }) => id), about?.trim() ?? ""];
  }
  if (name !== "") {
    const people = [...(await actorNames(ctx))].filter(([, one]) => says(one, name));
    found.actors = [...people.map(([id]) => id), who?.trim() ?? ""];
  }
  return { filter: found, isCut };
}
