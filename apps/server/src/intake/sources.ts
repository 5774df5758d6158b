/** Where orders come from: shops that call us, systems that sign what they send, tables that people upload. */
import { newWebhookSecret, openSecret, sealSecret, type TableMapping } from "@switchyard/connectors";
import type { SourceRecord } from "@switchyard/store";
import { z } from "zod";
import type { Safe } from "../channels/settings.ts";

export const SOURCE_KINDS = ["shopify", "woocommerce", "signed", "upload"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
export const isSourceKind = (kind: string): kind is SourceKind => (SOURCE_KINDS as readonly string[]).includes(kind);

/** Part of an address and of every order's identity, so letters and digits only. */
export const sourceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/);
export const tableMapping = z.record(
  z.string().max(200),
  z.strictObject({ field: z.string().min(1).max(100), as: z.enum(["text", "date", "sizes"]) }),
);

const FIELD = "secrets";
/** Two, while a sender changes over from the old one to the new one. */
const SECRETS = 2;
const placeOf = ({ workspace }: Safe, source: string) => ({ tenant: workspace, row: `source/${source}/${FIELD}` });

/** The secrets that its webhooks may be signed with, newest first; none where they do not open. */
export function secretsOf(safe: Safe, { id, sealed }: Pick<SourceRecord, "id" | "sealed">): string[] {
  const text = sealed[FIELD];
  if (text === undefined) return [];
  const opened = openSecret(text, placeOf(safe, id), safe.keyring);
  return opened.ok ? z.array(z.string()).parse(JSON.parse(opened.secret)) : [];
}

export function withSecret(
  safe: Safe,
  source: Pick<SourceRecord, "id" | "sealed">,
  secret: string,
): SourceRecord["sealed"] {
  const secrets = [secret, ...secretsOf(safe, source).filter((one) => one !== secret)].slice(0, SECRETS);
  return { [FIELD]: sealSecret(JSON.stringify(secrets), placeOf(safe, source.id), safe.keyring) };
}

/** Shopify shows its own; the others take what they are given. */
export const newSecret = (kind: SourceKind): string | null =>
  kind === "upload" || kind === "shopify" ? null : newWebhookSecret();

/** A mapping that was kept is read again as if it came from outside. */
export function mappingOf(source: SourceRecord | null): TableMapping | null {
  const read = tableMapping.safeParse(source?.mapping);
  return read.success ? read.data : null;
}
