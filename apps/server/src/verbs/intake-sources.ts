import type { TableMapping } from "@switchyard/connectors";
import { maskSecret } from "@switchyard/connectors";
import { type SourceRecord, transact } from "@switchyard/store";
import { mappingOf, newSecret, type SourceKind, secretsOf, withSecret } from "../intake/sources.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

export interface SourceView {
  id: string;
  kind: string;
  name: string;
  enabled: boolean;
  /** Enough to tell two secrets apart, or null where there is none. */
  secret_shown: string | null;
  /** Where its messages are to be sent. */
  path: string | null;
  mapping: TableMapping | null;
  created_at: number;
  updated_at: number;
}
export interface SourceInput {
  id: string;
  kind: SourceKind;
  name: string;
  secret?: string | undefined;
  mapping?: TableMapping | undefined;
}
export interface SourceChange {
  name?: string | undefined;
  enabled?: boolean | undefined;
  secret?: string | undefined;
  mapping?: TableMapping | null | undefined;
}

export async function listSources(ctx: Context): Promise<SourceView[]> {
  const sources = await ctx.store.read.intake.sources(ctx.workspace.id);
  return sources.map((source) => viewOf(ctx, source));
}

/** A secret that was made here is shown this once. Throws `source_exists`. */
export async function createSource(ctx: Context, input: SourceInput): Promise<SourceView & { secret: string | null }> {
  const { id, kind, name, mapping } = input;
  if ((await ctx.store.read.intake.source(ctx.workspace.id, id)) !== null) throw new Refusal("source_exists");
  const made = input.secret === undefined ? newSecret(kind) : null;
  const secret = input.secret ?? made;
  const sealed = secret === null ? {} : withSecret(ctx.safe, { id, sealed: {} }, secret);
  const at = ctx.clock.now();
  const about = { id, kind, name, enabled: true, sealed, mapping: mapping ?? null, createdAt: at, updatedAt: at };
  await save(ctx, about, "source_created");
  return { ...viewOf(ctx, about), secret: made };
}

/** A new secret stands before the old one, so that a sender can change over. Throws `source_not_found`. */
export async function changeSource(ctx: Context, id: string, change: SourceChange): Promise<SourceView> {
  const source = await findSource(ctx, id);
  const { name = source.name, enabled = source.enabled, secret, mapping } = change;
  const sealed = secret === undefined ? source.sealed : withSecret(ctx.safe, source, secret);
  const about = { ...source, name, enabled, sealed, updatedAt: ctx.clock.now() };
  if (mapping !== undefined) about.mapping = mapping;
  await save(ctx, about, "source_changed");
  return viewOf(ctx, about);
}

/** Its records stay. Throws `source_not_found`. */
export async function removeSource(ctx: Context, id: string): Promise<{ id: string }> {
  await findSource(ctx, id);
  await transact(ctx.store, async (tx) => {
    await tx.intake.removeSource(ctx.workspace.id, id);
    await tx.append(ctx.workspace.id, [entry(ctx, id, "source_removed", {})]);
  });
  return { id };
}

/** Keeps the mapping that a table was read with, for the next one. */
export async function keepMapping(ctx: Context, id: string, mapping: TableMapping): Promise<void> {
  const known = await ctx.store.read.intake.source(ctx.workspace.id, id);
  const at = ctx.clock.now();
  const fresh = { id, kind: "upload", name: id, enabled: true, sealed: {}, createdAt: at };
  await save(
    ctx,
    { ...(known ?? fresh), mapping, updatedAt: at },
    known === null ? "source_created" : "source_changed",
  );
}

async function findSource(ctx: Context, id: string): Promise<SourceRecord> {
  const source = await ctx.store.read.intake.source(ctx.workspace.id, id);
  if (source === null) throw new Refusal("source_not_found");
  return source;
}

async function save(ctx: Context, source: SourceRecord, type: string): Promise<void> {
  const { id, kind, name, enabled, mapping, sealed } = source;
  const said = { kind, name, enabled, mapping, secret: Object.keys(sealed).length > 0 };
  await transact(ctx.store, async (tx) => {
    await tx.intake.saveSource(ctx.workspace.id, source);
    await tx.append(ctx.workspace.id, [entry(ctx, id, type, said)]);
  });
}
const entry = (ctx: Context, id: string, type: string, data: object) => ({
  subject: `source:${id}`,
  at: ctx.clock.now(),
  type,
  actor: ctx.who.id,
  data: JSON.stringify(data),
});

function viewOf(ctx: Context, source: SourceRecord): SourceView {
  const [secret] = secretsOf(ctx.safe, source);
  const { id, kind, name, enabled, createdAt, updatedAt } = source;
  const path = kind === "upload" ? null : `/api/v1/intake/webhooks/${encodeURIComponent(id)}`;
  const shown = secret === undefined ? null : maskSecret(secret);
  const at = { created_at: createdAt, updated_at: updatedAt };
  return { id, kind, name, enabled, secret_shown: shown, path, mapping: mappingOf(source), ...at };
}
