import type { InboxEntry } from "@switchyard/connectors";
import type { InboxRecord, InboxSaid } from "@switchyard/store";

/** A message as an inbox shows it: in the words that everybody is sent, with the codes that its own screen reads. */
export function inboxRecord({ message, recipients }: InboxEntry): InboxRecord {
  const { id, at, level, title, lines, data = {} } = message;
  return {
    id,
    at,
    kind: typeof data.type === "string" ? data.type : message.kind,
    level,
    title,
    said: (data.title ?? null) as InboxSaid | null,
    lines,
    people: recipients,
    order: typeof data.order === "string" ? data.order : null,
    members: Array.isArray(data.ids) ? data.ids.map(String) : [],
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
