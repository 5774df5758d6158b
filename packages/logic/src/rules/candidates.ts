import { type AtomTable, type KnownAtom, lookedUpBy, type Span, type Trigger } from "./atoms.ts";
import { Cells } from "./cells.ts";
import { type Cover, type KnownCondition, writeCondition } from "./cover.ts";
import type { EncodedFacts } from "./encoded-facts.ts";
import { type Interpreter, MATCH, NO_MATCH, type ProgramWriter } from "./program.ts";
import { NUMBERS, type Slot } from "./slots.ts";

/** Which rules are worth a look when which trigger is pulled. */
export class Candidates {
  /** `isUsed[t]`: some rule waits for trigger `t`. */
  readonly isUsed: Uint8Array;
  /** Where the rules of trigger `t` begin; the last list is that of rules that are always looked at. */
  private readonly begins: Int32Array;
  private readonly rules: Int32Array;
  private readonly starts: Int32Array;
  /** Places in `rules` of what was found true. */
  private readonly found: Int32Array;

  constructor(lists: readonly (readonly Placed[])[]) {
    const all = lists.flat();
    this.rules = Int32Array.from(all, ({ rule }) => rule);
    this.starts = Int32Array.from(all, ({ start }) => start);
    this.found = new Int32Array(all.length);
    this.begins = new Int32Array(lists.length + 1);
    lists.forEach((list, i) => {
      this.begins[i + 1] = (this.begins[i] ?? 0) + list.length;
    });
    this.isUsed = Uint8Array.from(lists.slice(0, -1), (list) => (list.length > 0 ? 1 : 0));
  }

  /** Tests the candidates of an encoded order and lists each match once in `matched`. `bits` is clear before and after. */
  test({ fired, firedCount }: EncodedFacts, interpreter: Interpreter, bits: Int32Array, matched: Int32Array): number {
    const { begins, starts, found } = this;
    const last = begins.length - 2;
    let places = interpreter.runList(starts, begins[last] as number, begins[last + 1] as number, found, 0);
    for (let i = 0; i < firedCount; i++) {
      const list = fired[i] as number;
      places = interpreter.runList(starts, begins[list] as number, begins[list + 1] as number, found, places);
    }
    return this.unique(places, bits, matched);
  }

  /** A rule that waits for several triggers may have been found by more than one. */
  private unique(places: number, bits: Int32Array, matched: Int32Array): number {
    const { rules, found } = this;
    let count = 0;
    for (let i = 0; i < places; i++) {
      const rule = rules[found[i] as number] as number;
      const bit = 1 << (rule & 31);
      const word = bits[rule >> 5] as number;
      if ((word & bit) !== 0) continue;
      bits[rule >> 5] = word | bit;
      matched[count++] = rule;
    }
    for (let i = 0; i < count; i++) bits[(matched[i] as number) >> 5] = 0;
    return count;
  }
}

/** A rule and where its program starts, in one list. */
interface Placed {
  readonly rule: number;
  readonly start: number;
}

/** A rule whose program is not written yet. */
interface Filed {
  readonly rule: number;
  readonly condition: KnownCondition;
  readonly implied: KnownAtom | undefined;
  /** Set when lists share one program. */
  shared: number | undefined;
}

/** A rule in at most this many lists has a program in each, next to those of its neighbours. */
const COPIES = 4;
const UNWRITTEN = -3;

/** A rule that would wait in more cells is always looked at. */
const WIDEST_SPAN = 96;
/** From here on a fact is looked up at once, so that no test need ask whether it was. */
const MANY_TESTS = 8;

/** Files each rule under the triggers of its cover. */
export class CandidatesBuilder {
  /** Number of the first trigger that is a found text. */
  readonly firstStamp: number;
  private readonly lists: Filed[][];
  private readonly slots: readonly Slot[];
  /** How many tests of each fact an order is likely to meet. */
  private readonly expectedTests: Float64Array;

  constructor(table: AtomTable) {
    this.slots = table.slots;
    this.expectedTests = new Float64Array(table.slots.length);
    let next = 0;
    for (const slot of table.slots) {
      slot.firstCode = next;
      slot.firstNumber = slot.firstCode + slot.codes.size;
      slot.truthyTrigger = slot.firstNumber + slot.numbers.size;
      slot.absentTrigger = slot.truthyTrigger + 1;
      next = slot.absentTrigger + 1;
    }
    next = placeCells(table, next);
    this.firstStamp = next;
    this.lists = Array.from({ length: next + table.stampCount + 1 }, () => []);
  }

  file(rule: number, condition: KnownCondition, cover: Cover | undefined): void {
    const lists = cover === undefined ? [this.lists.length - 1] : cover.triggers.flatMap((it) => this.listsOf(it));
    const isShared = lists.length > COPIES;
    const filed = { rule, condition, implied: cover?.implied, shared: isShared ? UNWRITTEN : undefined };
    for (const list of new Set(lists)) this.lists[list]?.push(filed);
    this.expectTests(condition, cover?.cost ?? 1);
  }

  /** Writes the programs list by list, so that the candidates of a trigger lie side by side. */
  finish(writer: ProgramWriter): Candidates {
    this.slots.forEach((slot, index) => {
      const codes = this.lists.slice(slot.firstCode, slot.firstCode + slot.codes.size);
      slot.isEager = codes.some((list) => list.length > 0) || (this.expectedTests[index] ?? 0) > MANY_TESTS;
    });
    return new Candidates(
      this.lists.map((list) => list.map((filed) => ({ rule: filed.rule, start: place(filed, writer) }))),
    );
  }

  private expectTests(condition: KnownCondition, times: number): void {
    if (condition.kind === "not") this.expectTests(condition.part, times);
    else if (condition.kind !== "atom") for (const part of condition.parts) this.expectTests(part, times);
    else {
      const slot = lookedUpBy(condition.atom.test);
      if (slot !== undefined) this.expectedTests[slot] = (this.expectedTests[slot] ?? 0) + times;
    }
  }

  private listsOf(trigger: Trigger): number[] {
    switch (trigger.kind) {
      case "code":
        return [trigger.slot.firstCode + trigger.code];
      case "number":
        return [trigger.slot.firstNumber + trigger.code];
      case "found":
        return [this.firstStamp + trigger.id];
      case "truthy":
        return [trigger.slot.truthyTrigger];
      case "absent":
        return [trigger.slot.absentTrigger];
      case "span": {
        const cells = cellsOf(trigger);
        return cells.length > WIDEST_SPAN ? [this.lists.length - 1] : cells;
      }
    }
  }
}

function place(filed: Filed, writer: ProgramWriter): number {
  if (filed.shared !== undefined && filed.shared !== UNWRITTEN) return filed.shared;
  const targets = { ifTrue: MATCH, ifFalse: NO_MATCH, implied: filed.implied };
  const start = writeCondition(writer, filed.condition, targets);
  if (filed.shared !== undefined) filed.shared = start;
  return start;
}

/** Cuts the numbers of each slot at the bounds that rules ask for. */
function placeCells(table: AtomTable, first: number): number {
  const bounds = new Map<number, { span: Span; values: number[] }>();
  for (const { triggers } of table.atoms) {
    for (const trigger of triggers) {
      if (trigger.kind !== "span") continue;
      const known = bounds.get(trigger.number) ?? { span: trigger, values: [] };
      known.values.push(Number.isFinite(trigger.low) ? trigger.low : trigger.high);
      bounds.set(trigger.number, known);
    }
  }
  let next = first;
  for (const { span, values } of bounds.values()) {
    const cells = new Cells(values);
    cells.first = next;
    next += cells.count;
    if (isPlain(span)) span.slot.plainCells = cells;
    else span.slot.guardedCells = cells;
  }
  return next;
}

function isPlain({ number }: Span): boolean {
  return number % NUMBERS.width === NUMBERS.plain;
}

function cellsOf(span: Span): number[] {
  const { slot, low, high, isOpen } = span;
  const cells = isPlain(span) ? slot.plainCells : slot.guardedCells;
  if (cells === undefined) return [];
  const from = cells.cellOf(low);
  const to = isOpen ? cells.cellBelow(high) : cells.cellOf(high);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => cells.first + from + i);
}
