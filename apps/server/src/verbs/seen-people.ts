/** Who is told of to whoever asks: everybody to those who work here; to whoever is there for one brand or one source, the house alone. */
import { isLimited } from "../access/identity.ts";
import type { Context } from "../runtime/context.ts";
import { actorNames } from "./journal-act.ts";

export interface SeenPeople {
  /** What the house is called, where nobody else is told of; null: everybody is. */
  house: string | null;
  /** The person's or key's name, where somebody is told of by that id. */
  nameOf(id: string): string | null;
  /** Data of the journal or of a decision, with the house in everybody's place. */
  shown<T>(data: T): T;
}

/** Where effects and events name people. */
const PEOPLE = new Set(["by", "to", "locked", "approvers"]);

export async function seenPeople(ctx: Context): Promise<SeenPeople> {
  const actors = await actorNames(ctx);
  const house = isLimited(ctx.who) ? ctx.workspace.whole.name : null;
  const nameOf = (id: string) => actors.get(id) ?? null;
  if (house === null) return { house, nameOf, shown: (data) => data };
  const hidden = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...new Set(value.map(hidden))];
    return typeof value === "string" && actors.has(value) ? house : value;
  };
  const each = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(each);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, PEOPLE.has(name) ? hidden(one) : each(one)]),
    );
  };
  return { house, nameOf, shown: <T>(data: T) => each(data) as T };
}
