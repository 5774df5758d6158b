/**
 * Members of a batch: flat lists of at most 32 members, of which a join copies the last. A batch is written anew with every
 * member, so what it consists of is counted in objects.
 */
import type { BatchState, MemberList } from "../state/state.ts";

/** What a member brought into its batch. */
export interface Member {
  order: string;
  qty: number;
  due: number | null;
}
type Lists = Pick<BatchState, "members" | "full">;

/** Entries of one member. */
const STRIDE = 3;
const MOST = 32 * STRIDE;

export function withMember({ members, full }: Lists, { order, qty, due }: Member): Lists {
  if (members.length < MOST) return { members: members.toSpliced(members.length, 0, order, qty, due), full };
  return { members: [order, qty, due], full: full === undefined ? [members] : [...full, members] };
}

export function findMember(lists: Lists, order: string): Member | null {
  for (const list of listsOf(lists)) {
    const at = placeIn(list, order);
    if (at >= 0) return memberAt(list, at);
  }
  return null;
}

export const hasMember = (lists: Lists, order: string): boolean => findMember(lists, order) !== null;

/** In the order in which they joined. */
export function membersOf(lists: Lists): string[] {
  const all = listsOf(lists);
  const orders = new Array<string>(all.reduce((count, list) => count + list.length / STRIDE, 0));
  let count = 0;
  for (const list of all)
    for (let at = 0; at < list.length; at += STRIDE) {
      orders[count] = list[at] as string;
      count += 1;
    }
  return orders;
}

/** The earliest due date among them. */
export function earliestDue(lists: Lists): number | null {
  let least: number | null = null;
  for (const list of listsOf(lists))
    for (let at = 0; at < list.length; at += STRIDE) least = earliest(least, memberAt(list, at).due);
  return least;
}

export const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null || a < b ? a : b);

export const withoutMember = (lists: Lists, order: string): Lists => changed(lists, order, []);

/** With what the member brings now. */
export const replaceMember = (lists: Lists, { order, qty, due }: Member): Lists =>
  changed(lists, order, [order, qty, due]);

function changed({ members, full }: Lists, order: string, entries: MemberList): Lists {
  const at = placeIn(members, order);
  if (at >= 0) return { members: members.toSpliced(at, STRIDE, ...entries), full };
  const lists = full?.map((list) => {
    const place = placeIn(list, order);
    return place < 0 ? list : list.toSpliced(place, STRIDE, ...entries);
  });
  return { members, full: lists };
}

const listsOf = ({ members, full }: Lists): readonly MemberList[] =>
  full === undefined ? [members] : [...full, members];

function placeIn(list: MemberList, order: string): number {
  for (let at = 0; at < list.length; at += STRIDE) if (list[at] === order) return at;
  return -1;
}

/** The one cast: what lies at each place of three. */
function memberAt(list: MemberList, at: number): Member {
  return { order: list[at] as string, qty: list[at + 1] as number, due: list[at + 2] as number | null };
}
