/** Many alerts as one message: how many of each kind, and the first few by name. All are of one language. Pure; nothing is dropped, every id is a member. */
import { createHash } from "node:crypto";
import type { Message, Recipient } from "../channel/channel.ts";
import { wordsOf } from "../words.ts";

export interface Digest {
  message: Message;
  /** Ids of the messages inside, in the order given. */
  members: string[];
}

export function mergeMessages(messages: readonly [Message, ...Message[]], firstN = 10): Digest {
  const [first] = messages;
  const members = messages.map(({ id }) => id);
  if (messages.length === 1) return { message: first, members };
  if (first.about !== undefined) return { message: mergeNotices(messages), members };
  const words = wordsOf(first);
  const kinds = countKinds(messages);
  const named = messages
    .slice(0, firstN)
    .map((message, index) => ({ label: String(index + 1), value: summary(message) }));
  const more = messages.length - named.length;
  const title = words.many(
    messages.length,
    kinds.map(({ name, count }) => `${name} ${count}`),
  );
  const message: Message = {
    id: digestId(members),
    at: Math.min(...messages.map(({ at }) => at)),
    kind: "digest",
    level: messages.reduce<Message["level"]>((level, one) => (one.level > level ? one.level : level), 1),
    title,
    ...(first.language === undefined ? {} : { language: first.language }),
    lines: [...named, ...(more > 0 ? [{ label: words.others, value: words.countOfOthers(more) }] : [])],
    to: uniteRecipients(messages),
    ...(first.quietHours === undefined ? {} : { quietHours: first.quietHours }),
    mentionAll: messages.some(({ mentionAll }) => mentionAll === true),
    variables: { title, count: String(messages.length) },
    data: {
      count: messages.length,
      kinds: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])),
      ids: members,
    },
  };
  return { message, members };
}

/** Notices about one order, for whoever is outside: the newest, and before it in its title what else there was to say. */
function mergeNotices(messages: readonly [Message, ...Message[]]): Message {
  const newestFirst = messages.toSorted((a, b) => b.at - a.at);
  const newest = newestFirst[0] ?? messages[0];
  const title = [...new Set(newestFirst.map((one) => one.title))].join(wordsOf(newest).between);
  const ids = messages.map(({ id }) => id);
  return {
    ...{ ...newest, id: digestId(ids), title, to: uniteRecipients(messages) },
    variables: { ...newest.variables, title, count: String(ids.length) },
    data: { ...newest.data, ids },
  };
}

function countKinds(messages: readonly Message[]): { kind: string; name: string; count: number }[] {
  const kinds = new Map<string, { kind: string; name: string; count: number }>();
  for (const { kind, kindName } of messages) {
    const known = kinds.get(kind) ?? { kind, name: kindName ?? kind, count: 0 };
    kinds.set(kind, { ...known, count: known.count + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count);
}

const summary = ({ title, lines }: Message): string =>
  [title, ...lines.slice(0, 2).map(({ value }) => value)].join(" · ");

/** The same members give the same id, in whatever process: a digest sent again is recognised. */
function digestId(members: readonly string[]): string {
  return `digest_${createHash("sha256").update(JSON.stringify(members)).digest("base64url").slice(0, 22)}`;
}

function uniteRecipients(messages: readonly Message[]): Recipient[] {
  const people = new Map<string, Recipient>();
  for (const { to } of messages) for (const person of to) people.set(person.id, person);
  return [...people.values()];
}
