import type { Random } from "./random.ts";
import { randomLogic, randomScalar, randomValue } from "./random-logic.ts";

/** Rules as flows write them, and as nobody should, over a few facts: what the index takes apart. */

const FACTS = ["brand", "style", "note", "tags", "due", "amount", "flag", "buyer.grade", "list.0", "constructor", "7"];
const TEXTS = [
  "a",
  "b",
  "ab",
  "abc",
  "FJ",
  "FJ1",
  "nu",
  "null",
  "1",
  "10",
  "true",
  "",
  "极速达",
  "速",
  "[object Object]",
  "1,2",
];
const NUMBERS = [0, -0, 1, 2, 3, 10, -1, 0.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY];
const COMPARISONS = ["<", "<=", ">", ">="];

export function randomRule(random: Random, depth = 3): unknown {
  const sort = random.next();
  if (depth === 0 || sort < 0.35) return randomAtom(random);
  if (sort < 0.65) return { and: random.list(random.below(5), () => randomRule(random, depth - 1)) };
  if (sort < 0.8) return { or: random.list(random.below(4), () => randomRule(random, depth - 1)) };
  if (sort < 0.88) return { "!": [randomRule(random, depth - 1)] };
  if (sort < 0.9) return { "!!": [randomRule(random, depth - 1)] };
  if (sort < 0.94) return { if: random.list(1 + random.below(5), () => randomRule(random, depth - 1)) };
  return sort < 0.97 ? randomLogic(random, 3) : randomScalar(random);
}

function randomAtom(random: Random): unknown {
  const fact = random.pick(FACTS);
  const read = { var: fact };
  const sort = random.below(12);
  switch (sort) {
    case 0:
      return { "!": { missing: random.chance(0.7) ? [fact] : [fact, random.pick(FACTS)] } };
    case 1:
      return { missing_some: [random.below(3), [fact, random.pick(FACTS)]] };
    case 2:
      return { [random.pick(["===", "==", "!==", "!="])]: shuffled<unknown>(random, [read, randomConstant(random)]) };
    case 3:
      return { [random.pick(COMPARISONS)]: shuffled<unknown>(random, [read, random.pick(NUMBERS)]) };
    case 4:
      return { [random.pick(["<", "<="])]: [random.pick(NUMBERS), read, random.pick(NUMBERS)] };
    case 5:
      return randomAffix(random, read);
    case 6:
      return { in: [read, random.list(random.below(12), () => randomConstant(random))] };
    case 7:
    case 8:
      return { in: [random.chance(0.9) ? random.pick(TEXTS) : randomConstant(random), read] };
    case 9:
      return read;
    case 10:
      return { and: [{ "!": { missing: [fact] } }, { [random.pick(COMPARISONS)]: [read, random.pick(NUMBERS)] }] };
    default:
      return { [random.pick([">", "==", "in"])]: [{ "+": [read, 1] }, random.pick(NUMBERS)] };
  }
}

function randomAffix(random: Random, read: unknown): unknown {
  const text = random.pick(TEXTS);
  const cut = random.chance(0.7)
    ? [read, 0, random.chance(0.9) ? text.length : random.below(4)]
    : [read, random.chance(0.9) ? -text.length : -random.below(4)];
  return { [random.pick(["===", "===", "==", "!=="])]: [{ substr: cut }, text] };
}

function randomConstant(random: Random): unknown {
  return random.chance(0.6)
    ? random.pick(TEXTS)
    : random.chance(0.6)
      ? random.pick(NUMBERS)
      : random.pick([true, false, null]);
}

function shuffled<T>(random: Random, pair: [T, T]): [T, T] {
  return random.chance(0.8) ? pair : [pair[1], pair[0]];
}

/** Facts that mostly have the type a rule expects, sometimes another, sometimes one that makes operators fail. */
export function randomFacts(random: Random): unknown {
  if (random.chance(0.01)) return randomValue(random);
  const facts: Record<string, unknown> = {};
  for (const fact of FACTS) {
    if (random.chance(0.15)) continue;
    const value = randomFact(random, fact);
    if (fact === "buyer.grade") facts.buyer = { grade: value };
    else if (fact === "list.0") facts.list = [value];
    else facts[fact] = value;
  }
  return facts;
}

function randomFact(random: Random, fact: string): unknown {
  if (random.chance(0.03)) return randomValue(random);
  if (random.chance(0.1)) return randomConstant(random);
  if (fact === "due" || fact === "amount") return random.chance(0.5) ? random.pick(NUMBERS) : random.below(12);
  if (fact === "flag") return random.chance(0.5);
  if (fact === "tags") return random.list(random.below(4), () => random.pick(TEXTS));
  return random.chance(0.7) ? random.pick(TEXTS) : `${random.pick(TEXTS)}${random.pick(TEXTS)}x`;
}
