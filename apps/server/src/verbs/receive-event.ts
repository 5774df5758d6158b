import { schemaProblems } from "@switchyard/orders";
import { aboutOf, type ExternalEvent, engineEvent, externalEventSchema } from "../events/external-event.ts";
import { takeEvent } from "../events/take-event.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

/** Takes in one event of a source; parsed JSON, otherwise untrusted. Answers JSON text (EventAnswer). */
export async function receiveEvent(ctx: Context, body: unknown): Promise<string> {
  const event = readEvent(body);
  const { id, source = "" } = event;
  return takeEvent(ctx, {
    actor: source === "" ? "api" : source,
    about: aboutOf(event),
    event: (stamp) => engineEvent(event, stamp),
    key: id === undefined ? null : { scope: source, id, content: event },
  });
}

/** Throws `invalid_event` with every problem by JSON pointer. */
function readEvent(body: unknown): ExternalEvent {
  const read = externalEventSchema.safeParse(body);
  if (read.success) return read.data;
  throw new Refusal("invalid_event", { problems: schemaProblems(read.error.issues) });
}
