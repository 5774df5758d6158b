/** Whether what happened is what a scenario expects. */
import { type Expected, instant } from "./scenario.ts";
import type { Told } from "./translate-effect.ts";

/** SEM-2: a check may accept up to 120 s of delay. */
const DELAY = 120_000;
const FRAME = new Set(["effect", "at", "exclusive", "rule", "after", "before"]);

/** Effects may be about all orders of one of these. */
const GROUPED = ["customer", "brand", "workshop", "wave"];

/**
 * Effects of one node at one instant are one effect about several orders; what an alert of the same rule says at the same
 * instant (its level, whom it tells) goes with them.
 */
function gather(told: Told[]): Told[] {
  const groups = new Map<string, { orders: string[]; told: Told }>();
  for (const one of told) {
    const order = one.fields.order;
    if (typeof order !== "string" || one.fields.orders !== undefined) continue;
    for (const by of [null, ...GROUPED]) {
      if (by !== null && one.fields[by] === undefined) continue;
      const key = `${one.at}|${one.effect}|${one.rule}|${by}|${by === null ? "" : one.fields[by]}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { orders: [order], told: one });
      else group.orders.push(order);
    }
  }
  const gathered = [...groups.values()].map(({ orders, told: one }) => ({ ...one, fields: { ...one.fields, orders } }));
  return [...told, ...gathered].map((one) => {
    const alert = told.find(
      (other) => other.effect === "alert" && other.at === one.at && other.rule === one.rule && other !== one,
    );
    if (alert === undefined || one.effect === "alert") return one;
    const { level, to, channel } = alert.fields;
    return { ...one, fields: { level, to, channel, ...one.fields } };
  });
}

/** A PO number is the same with and without its sign. */
const plain = (value: unknown) => (typeof value === "string" ? value.replace(/^PO#/, "") : value);

function same(wanted: unknown, seen: unknown): boolean {
  if (!Array.isArray(wanted)) return plain(wanted) === plain(seen);
  return Array.isArray(seen) && wanted.length === seen.length && wanted.every((one) => seen.includes(one));
}

function fits(expected: Expected, told: Told): boolean {
  if (told.effect !== expected.effect) return false;
  if (expected.rule !== undefined && told.rule !== null && told.rule !== expected.rule) return false;
  return Object.entries(expected).every(([name, value]) => FRAME.has(name) || same(value, told.fields[name]));
}

function inTime(expected: Expected, told: Told): boolean {
  if (expected.at === undefined) return true;
  const at = instant(expected.at);
  return told.at <= at + DELAY && (expected.exclusive === true ? told.at > at : told.at >= at);
}

/** What is wrong, in words; empty when all is as expected. */
export function check(told: Told[], expect: Expected[], expectNot: Expected[]): string[] {
  for (const { effect, at } of [...expect, ...expectNot])
    if (typeof effect !== "string" || (at !== undefined && Number.isNaN(instant(at))))
      return [`expectation without effect or with an unreadable instant: ${JSON.stringify({ effect, at })}`];
  const all = gather(told);
  const used = new Set<Told>();
  const wrong: string[] = [];
  for (const expected of expect) {
    const found = all.find((one) => !used.has(one) && fits(expected, one) && inTime(expected, one));
    if (found === undefined) wrong.push(`missing ${JSON.stringify(expected)}`);
    else used.add(found);
  }
  const single = all.slice(0, told.length);
  for (const unwanted of expectNot) {
    const found = (unwanted.orders === undefined ? single : all).find(
      (one) => fits(unwanted, one) && !used.has(one) && inside(unwanted, one.at),
    );
    if (found !== undefined) wrong.push(`unwanted ${JSON.stringify(unwanted)} at ${new Date(found.at).toISOString()}`);
  }
  return [...wrong, ...tooMany(told, expect)];
}

function inside({ after, before }: Expected, at: number): boolean {
  return (after === undefined || at > instant(after)) && (before === undefined || at < instant(before));
}

/** A rule that is expected once an order does not fire twice for it. */
function tooMany(told: Told[], expect: Expected[]): string[] {
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const { effect, rule, order } of expect) {
    const key = `${effect}|${rule}|${order}`;
    if (rule === undefined || typeof order !== "string" || seen.has(key)) continue;
    seen.add(key);
    const fired = told.filter((one) => one.effect === effect && one.rule === rule && one.fields.order === order).length;
    const wanted = expect.filter((one) => one.effect === effect && one.rule === rule && one.order === order).length;
    if (fired > wanted) wrong.push(`${effect} of ${rule} ${fired} times for ${order}, expected ${wanted}`);
  }
  return wrong;
}
