/**
 * Which waiting messages leave now, alone or merged. The dispatcher stores the plan (each digest with its members, marked
 * `fixed`) before it sends: after a crash the same digest goes again under the same id.
 */
import type { Message, Quota } from "../channel/channel.ts";
import { fingerprint } from "../channel/limits.ts";
import { languageOf } from "../words.ts";
import { type Digest, mergeMessages } from "./digest.ts";
import { type Asking, bucketsAt, type LimiterState } from "./limiter.ts";

export interface Waiting {
  message: Message;
  /** Not before this instant. */
  dueAt: number;
  /** Already tried, or already a stored digest: leaves as it is, never inside another. */
  fixed: boolean;
  /** Was kept back until quiet hours ended: goes together with what else waited for that. */
  held?: boolean;
}
export interface PlanInput {
  waiting: readonly Waiting[];
  quotas: readonly Quota[];
  digests: boolean;
  limiter: LimiterState;
  now: number;
  /** How many alerts a digest names. Default 10. */
  firstN?: number;
}
export interface Plan {
  sends: Digest[];
  limiter: LimiterState;
  /** When to plan again; null when nothing waits. */
  wakeAt: number | null;
}

const MAX_MEMBERS = 1000;

export function planSends(input: PlanInput): Plan {
  const { waiting, now, digests } = input;
  const due = waiting.filter(({ dueAt }) => dueAt <= now).sort(byUrgency);
  const alone = take(
    merged(due, ({ held = false }) => held && digests, input.firstN),
    input,
  );
  const chosen =
    alone.held && digests
      ? take(
          merged(due, () => true, input.firstN),
          input,
        )
      : alone;
  const wake = [
    ...waiting.filter(({ dueAt }) => dueAt > now).map(({ dueAt }) => dueAt),
    ...(chosen.held ? [chosen.retryAt] : []),
  ];
  return {
    sends: chosen.sends,
    limiter: chosen.limiter,
    wakeAt: wake.length === 0 ? null : wake.reduce((a, b) => Math.min(a, b)),
  };
}

/** Critical ones first, then what waits longest; ties by id, so that the plan depends on its input alone. */
function byUrgency(a: Waiting, b: Waiting): number {
  const critical = Number(b.message.level === 4) - Number(a.message.level === 4);
  return critical || a.dueAt - b.dueAt || (a.message.id < b.message.id ? -1 : 1);
}

/** One digest for each set of people, urgency and language among those that `joins` names; fixed ones stay alone. Keeps the order of urgency. */
function merged(due: readonly Waiting[], joins: (waiting: Waiting) => boolean, firstN?: number): Digest[] {
  const groups = new Map<string, [Message, ...Message[]]>();
  let full = 0;
  for (const waiting of due) {
    const { message, fixed } = waiting;
    const people = message.to.map(({ id }) => id).sort();
    const isAlone = fixed || !joins(waiting);
    const key = isAlone
      ? `alone ${message.id}`
      : JSON.stringify([message.level === 4, people, message.about, message.quietHours, languageOf(message)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [message]);
    else if (group.length < MAX_MEMBERS) group.push(message);
    else {
      full += 1;
      groups.set(`${key} ${full}`, group);
      groups.set(key, [message]);
    }
  }
  return [...groups.values()].map((group) => mergeMessages(group, firstN));
}

/** Where limits count by credential, the first refusal (in order of urgency) is the refusal of all that follow. */
function take(candidates: readonly Digest[], { quotas, now, limiter }: PlanInput) {
  const sends: Digest[] = [];
  const perPerson = quotas.some(({ per }) => per === "recipient");
  const buckets = bucketsAt(limiter, quotas, now);
  let retryAt = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const at = buckets.take(askingOf(candidate.message));
    if (at === null) sends.push(candidate);
    else {
      retryAt = Math.min(retryAt, at);
      if (!perPerson) break;
    }
  }
  return { sends, held: Number.isFinite(retryAt), limiter: sends.length === 0 ? limiter : buckets.state(), retryAt };
}

function askingOf(message: Message): Asking {
  const [person] = message.to;
  // "The customer" is another person with each order.
  const whose = message.about === undefined ? "" : ` of ${message.about}`;
  return { critical: message.level === 4, recipient: person === undefined ? null : `${person.id}${whose}` };
}

/** For channels that are limited per person: one message for each, so that one person's limit holds up nobody else. */
export function fanOut(message: Message, quotas: readonly Quota[]): Message[] {
  if (message.to.length <= 1 || quotas.every(({ per }) => per === "credential")) return [message];
  return message.to.map((person) => ({
    ...message,
    id: idFor(message.id, person.id),
    to: [person],
  }));
}

/** Readable where both are short; what is not is told by its digest: a part of it could be another's. */
function idFor(message: string, person: string): string {
  const whose = /^[A-Za-z0-9_-]{1,24}$/.test(person) ? person : fingerprint(person);
  return message.length + whose.length < 64 ? `${message}-${whose}` : `${fingerprint(message)}-${whose}`;
}
