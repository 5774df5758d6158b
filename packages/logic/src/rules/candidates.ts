import type { AtomTable, Trigger } from "./atoms.ts";
import type { Cover } from "./cover.ts";
import type { Interpreter } from "./program.ts";
import type { EncodedFacts } from "./slots.ts";

type RangeTrigger = Extract<Trigger, { kind: "from" | "upto" }>;

/** A rule and where its program starts, in one list. */
interface Filed {
  readonly rule: number;
  readonly start: number;
}

/** Rules that wait for a number to reach a bound, sorted so that the first that does not ends the search. */
interface Range {
  readonly number: number;
  readonly isLower: boolean;
  readonly bounds: Float64Array;
  readonly rules: Int32Array;
  readonly starts: Int32Array;
}

/** Which rules are worth a look when which trigger is pulled. */
export class Candidates {
  /** `isUsed[t]`: some rule waits for trigger `t`. */
  readonly isUsed: Uint8Array;
  /** Where the rules of trigger `t` begin; the last list is that of rules that are always looked at. */
  private readonly begins: Int32Array;
  private readonly rules: Int32Array;
  private readonly starts: Int32Array;
  private readonly ranges: readonly Range[];

  constructor(lists: readonly (readonly Filed[])[], ranges: readonly Range[]) {
    const all = lists.flat();
    this.ranges = ranges;
    this.rules = Int32Array.from(all, ({ rule }) => rule);
    this.starts = Int32Array.from(all, ({ start }) => start);
    this.begins = new Int32Array(lists.length + 1);
    lists.forEach((list, i) => {
      this.begins[i + 1] = (this.begins[i] ?? 0) + list.length;
    });
    this.isUsed = Uint8Array.from(lists.slice(0, -1), (list) => (list.length > 0 ? 1 : 0));
  }

  /** Tests the candidates of an encoded order; sets the bit of each match once and lists it in `matched`. */
  test(encoded: EncodedFacts, interpreter: Interpreter, bits: Int32Array, matched: Int32Array): number {
    const { fired, firedCount } = encoded;
    const last = this.begins.length - 2;
    let count = this.testList(last, interpreter, bits, matched, 0);
    for (let i = 0; i < firedCount; i++) count = this.testList(fired[i] as number, interpreter, bits, matched, count);
    for (const range of this.ranges) count = testRange(range, encoded, interpreter, bits, matched, count);
    return count;
  }

  private testList(
    list: number,
    interpreter: Interpreter,
    bits: Int32Array,
    matched: Int32Array,
    from: number,
  ): number {
    const { rules, starts } = this;
    const end = this.begins[list + 1] as number;
    let count = from;
    for (let i = this.begins[list] as number; i < end; i++) {
      if (interpreter.run(starts[i] as number)) count = mark(rules[i] as number, bits, matched, count);
    }
    return count;
  }
}

function testRange(
  { number, isLower, bounds, rules, starts }: Range,
  { numbers }: EncodedFacts,
  interpreter: Interpreter,
  bits: Int32Array,
  matched: Int32Array,
  from: number,
): number {
  const value = numbers[number] as number;
  let count = from;
  for (let i = 0; i < bounds.length; i++) {
    const bound = bounds[i] as number;
    if (!(isLower ? bound <= value : bound >= value)) break;
    if (interpreter.run(starts[i] as number)) count = mark(rules[i] as number, bits, matched, count);
  }
  return count;
}

function mark(rule: number, bits: Int32Array, matched: Int32Array, count: number): number {
  const word = bits[rule >> 5] as number;
  const bit = 1 << (rule & 31);
  if ((word & bit) !== 0) return count;
  bits[rule >> 5] = word | bit;
  matched[count] = rule;
  return count + 1;
}

/** Files each rule under the triggers of its cover. */
export class CandidatesBuilder {
  /** Number of the first trigger that is a found text. */
  readonly firstStamp: number;
  private readonly lists: Filed[][];
  private readonly ranges = new Map<string, { trigger: RangeTrigger; filed: (Filed & { value: number })[] }>();

  constructor(table: AtomTable) {
    let next = 0;
    for (const slot of table.slots) {
      slot.firstCode = next;
      slot.firstNumber = slot.firstCode + slot.codes.size;
      slot.truthyTrigger = slot.firstNumber + slot.numbers.size;
      slot.absentTrigger = slot.truthyTrigger + 1;
      next = slot.absentTrigger + 1;
    }
    this.firstStamp = next;
    this.lists = Array.from({ length: next + table.stampCount + 1 }, () => []);
  }

  file(rule: number, start: number, cover: Cover | undefined): void {
    const filed = { rule, start };
    if (cover === undefined) this.lists.at(-1)?.push(filed);
    for (const { triggers } of cover?.atoms ?? []) {
      for (const trigger of triggers) {
        if ("value" in trigger) this.fileRange(trigger, filed);
        else this.lists[this.numberOf(trigger)]?.push(filed);
      }
    }
  }

  finish(): Candidates {
    const ranges = [...this.ranges.values()].map(({ trigger, filed }): Range => {
      const isLower = trigger.kind === "from";
      filed.sort((a, b) => (isLower ? a.value - b.value : b.value - a.value));
      return {
        number: trigger.number,
        isLower,
        bounds: Float64Array.from(filed, ({ value }) => value),
        rules: Int32Array.from(filed, ({ rule }) => rule),
        starts: Int32Array.from(filed, ({ start }) => start),
      };
    });
    return new Candidates(this.lists, ranges);
  }

  private fileRange(trigger: RangeTrigger, filed: Filed): void {
    const key = `${trigger.kind}${trigger.number}`;
    const range = this.ranges.get(key) ?? { trigger, filed: [] };
    range.filed.push({ ...filed, value: trigger.value });
    this.ranges.set(key, range);
  }

  private numberOf(trigger: Exclude<Trigger, RangeTrigger>): number {
    switch (trigger.kind) {
      case "code":
        return trigger.slot.firstCode + trigger.code;
      case "number":
        return trigger.slot.firstNumber + trigger.code;
      case "found":
        return this.firstStamp + trigger.id;
      case "truthy":
        return trigger.slot.truthyTrigger;
      case "absent":
        return trigger.slot.absentTrigger;
    }
  }
}
