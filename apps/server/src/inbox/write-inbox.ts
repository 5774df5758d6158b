import type { InboxEntry } from "@switchyard/connectors";
import type { InboxRecord } from "@switchyard/store";

/** A message as an inbox shows it. */
export function inboxRecord({ message, recipients }: InboxEntry): InboxRecord {
  const { id, at, level, title, lines, data = {} } = message;
  return {
    id,
    at,
    kind: typeof data.type === "string" ? data.type : message.kind,
    level,
    title,
    lines,
    people: recipients,
    order: typeof data.order === "string" ? data.order : null,
    members: Array.isArray(data.ids) ? data.ids.map(String) : [],
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
