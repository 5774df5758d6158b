import { OPERATORS } from "../operators.ts";
import type { Random } from "./random.ts";

/** Names that mean something to JavaScript objects, and characters that mean something to a parser. */
const NAMES = [
  ...["a", "b", "c", "list", "items", "s", "n", "deep", "odd", "0", "1", "length", "x", "current", "accumulator"],
  ...[
    "constructor",
    "__proto__",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "prototype",
    "indexOf",
    "名",
    "a b",
    "'",
    "`$" + "{1}`",
  ],
];
const TEXTS = [
  ...[
    "",
    " ",
    "a",
    "b",
    "ab",
    "abc",
    "FJ",
    "FJ001",
    "0",
    "1",
    "-1",
    "1.5",
    " 1 ",
    "1e3",
    "0x10",
    "Infinity",
    "NaN",
    "null",
  ],
  ...[
    "true",
    "a,b",
    "1,2",
    "[object Object]",
    "极速达",
    "😀",
    "\ud83d",
    "é",
    "e\u0301",
    "\u2028",
    '"',
    "\\",
    "\n",
    "__proto__",
  ],
];
const NUMBERS = [
  ...[0, -0, 1, -1, 2, 3, 10, 0.1, 0.2, 1.5, -2.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308],
  ...[2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];
/** None of these is an operator; some are found on the operator table's prototype or on its functions. */
const UNKNOWN = [
  "foo",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "a.b",
  "+.x",
  "var.name",
  "if.x",
  ".",
  "",
  "?",
  "AND",
];
const LOOPS = ["map", "filter", "reduce", "all", "none", "some"];
const ARITIES: Readonly<Record<string, number>> = {
  "!": 1,
  "!!": 1,
  log: 1,
  var: 1,
  if: 3,
  "?:": 3,
  reduce: 3,
  substr: 3,
};

export function randomScalar(random: Random): unknown {
  const sort = random.next();
  if (sort < 0.4) return random.chance(0.7) ? random.below(5) - 1 : random.pick(NUMBERS);
  if (sort < 0.8) return random.pick(TEXTS);
  if (sort < 0.9) return random.chance(0.5);
  return null;
}

/** Data that is not JSON, or JSON that is unkind. */
function randomOddity(random: Random): unknown {
  const cyclic: unknown[] = [1];
  cyclic.push(cyclic);
  const sparse: unknown[] = [1];
  sparse[3] = 2;
  return random.pick<() => unknown>([
    () => ({ toString: 1, valueOf: 1 }),
    () => ({ indexOf: 1 }),
    () => ({ length: 2, x: 1 }),
    () => JSON.parse('{"__proto__":{"x":1},"constructor":2}'),
    () => cyclic,
    () => sparse,
    () => undefined,
    () => Symbol.for("odd"),
    () => 7n,
    () => Math.max,
    () => Object.create({ x: 1, a: 2 }),
    () => Object.create(null),
    () => new Map([["a", 1]]),
    () => [[[[1]]]],
  ])();
}

export function randomValue(random: Random, depth = 2): unknown {
  const sort = random.next();
  if (depth === 0 || sort < 0.6) return randomScalar(random);
  if (sort < 0.8) return random.list(random.below(5), () => randomValue(random, depth - 1));
  if (sort < 0.95) return randomObject(random, depth - 1);
  return randomOddity(random);
}

function randomObject(random: Random, depth: number): unknown {
  const entries = random.list(random.below(5), () => [random.pick(NAMES), randomValue(random, depth)] as const);
  return Object.fromEntries(entries);
}

/** Mostly an object with the names that rules ask for; sometimes anything else. */
export function randomData(random: Random): unknown {
  if (random.chance(0.1)) return randomValue(random);
  const data = random.list(3 + random.below(8), () => [random.pick(NAMES), randomValue(random)] as const);
  const lists = ["list", "items"].map(
    (name) => [name, random.list(random.below(5), () => randomValue(random, 2))] as const,
  );
  return Object.fromEntries([...data, ...lists]);
}

function randomPath(random: Random): unknown {
  if (random.chance(0.05))
    return random.pick<unknown>(["", null, 0, 1, 1.5, undefined, true, "constructor.constructor", "..", "a."]);
  return random.list(1 + Math.trunc(random.next() ** 3 * 3), () => random.pick(NAMES)).join(".");
}

/** Any rule: every operator, wrong arities, odd literals, unknown operators, logic where text is due. */
export function randomLogic(random: Random, depth = 4): unknown {
  if (depth === 0 || random.chance(0.15)) return randomLeaf(random);
  if (random.chance(0.02)) return { [random.pick(UNKNOWN)]: randomArgs(random, depth, 2) };
  if (random.chance(0.04)) return random.list(random.below(4), () => randomLogic(random, depth - 1));
  const name = random.pick(OPERATORS);
  if (name === "var") return randomVar(random, depth);
  if (LOOPS.includes(name)) return randomLoop(random, name, depth);
  const usual = ARITIES[name] ?? 2;
  const count = random.chance(0.8) ? usual : random.below(5);
  const args = randomArgs(random, depth, count);
  return { [name]: args.length === 1 && random.chance(0.5) ? args[0] : args };
}

/** A rule far down, up to the deepest that is allowed and a little beyond. */
export function deepLogic(random: Random): unknown {
  let logic = randomLogic(random, 3);
  for (let level = random.below(66); level > 0; level--) {
    logic = random.pick<(inner: unknown) => unknown>([
      (inner) => ({ "!": inner }),
      (inner) => ({ and: [true, inner] }),
      (inner) => ({ or: [inner, { var: "a" }] }),
      (inner) => ({ if: [{ var: "b" }, inner, { var: "list" }] }),
      (inner) => ({ "+": [inner, 1] }),
      (inner) => ({ cat: [inner] }),
      (inner) => [inner],
      (inner) => ({ some: [[1], inner] }),
    ])(logic);
  }
  return logic;
}

function randomLeaf(random: Random): unknown {
  const sort = random.next();
  if (sort < 0.5) return { var: randomPath(random) };
  if (sort < 0.93) return randomScalar(random);
  if (sort < 0.97) return random.list(random.below(4), () => randomScalar(random));
  return randomValue(random, 1);
}

function randomArgs(random: Random, depth: number, count: number): unknown[] {
  const args = random.list(count, () => randomLogic(random, depth - 1));
  if (random.chance(0.002)) args[count + 2] = 1;
  return args;
}

function randomVar(random: Random, depth: number): unknown {
  const sort = random.next();
  if (sort < 0.6) return { var: randomPath(random) };
  if (sort < 0.8) return { var: [randomPath(random), randomLogic(random, depth - 1)] };
  return { var: randomArgs(random, depth, random.below(4)) };
}

function randomLoop(random: Random, name: string, depth: number): unknown {
  const list = random.chance(0.6)
    ? { var: random.pick(["list", "items", "list", ""]) }
    : randomLogic(random, depth - 1);
  const args = [list, randomLogic(random, depth - 1)];
  if (name === "reduce" && random.chance(0.8)) args.push(randomLogic(random, depth - 2 < 0 ? 0 : depth - 2));
  return { [name]: random.chance(0.05) ? args.slice(0, random.below(2)) : args };
}
