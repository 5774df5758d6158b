import { helpers } from "../codegen/runtime.ts";
import type { Scalar } from "./condition.ts";
import { TextSearch } from "./text-search.ts";

/** Words of state that a slot has: code of the value, present, true, code of the value as a number. */
export const STATE = { code: 0, present: 1, truthy: 2, number: 3, width: 4 } as const;
/** Numbers that a slot has: as `<` reads it (null is 0), and the same with NaN where the fact is absent. */
export const NUMBERS = { plain: 0, guarded: 1, width: 2 } as const;
/** Longer texts and lists are left to the reference, which counts what they cost. */
const LIGHT = 65_536;

/** What the rules of a set ask of one fact. */
export class Slot {
  readonly path: string;
  readonly codes = new Map<Scalar, number>();
  readonly numbers = new Map<number, number>();
  readonly elements = new Map<Scalar, number>();
  prefixes: TextSearch | undefined;
  suffixes: TextSearch | undefined;
  contained: TextSearch | undefined;
  /** Some rule reads the fact as a number or a text, so an object in it may fail or cost. */
  converts = false;
  isNumeric = false;
  /** First trigger of `codes` and of `numbers`, and those of a true and of an absent value. */
  firstCode = 0;
  firstNumber = 0;
  truthyTrigger = 0;
  absentTrigger = 0;

  constructor(path: string) {
    this.path = path;
  }

  code(value: Scalar): number {
    return intern(this.codes, value);
  }

  numberCode(value: number): number {
    return intern(this.numbers, value);
  }

  search(kind: "prefix" | "suffix" | "contained"): TextSearch {
    if (kind === "prefix") {
      this.prefixes ??= new TextSearch("forwards");
      return this.prefixes;
    }
    if (kind === "suffix") {
      this.suffixes ??= new TextSearch("backwards");
      return this.suffixes;
    }
    this.contained ??= new TextSearch("forwards");
    return this.contained;
  }
}

function intern<K>(codes: Map<K, number>, value: K): number {
  let code = codes.get(value);
  if (code === undefined) {
    code = codes.size;
    codes.set(value, code);
  }
  return code;
}

/** Copies the facts that a set reads into `raw`, `null` where one is missing. */
export type ReadFacts = (facts: unknown, raw: unknown[]) => void;

/** One order as the index sees it: every fact that some rule asks about, encoded once. */
export class EncodedFacts {
  readonly state: Int32Array;
  readonly numbers: Float64Array;
  /** `stamps[id] === now` where the text or element `id` was found. */
  readonly stamps: Int32Array;
  /** Triggers that this order pulled, in no order. */
  readonly fired: Int32Array;
  firedCount = 0;
  now = 0;
  private readonly slots: readonly Slot[];
  private readonly read: ReadFacts;
  private readonly raw: unknown[];
  private readonly isUsed: Uint8Array;
  private readonly firstStamp: number;
  private readonly found: (id: number) => void;

  /** `isUsed[t]`: some rule waits for trigger `t`. The triggers of stamps begin at `firstStamp`. */
  constructor(slots: readonly Slot[], read: ReadFacts, isUsed: Uint8Array, firstStamp: number) {
    this.slots = slots;
    this.read = read;
    this.isUsed = isUsed;
    this.firstStamp = firstStamp;
    this.raw = new Array<unknown>(slots.length).fill(null);
    this.state = new Int32Array(slots.length * STATE.width);
    this.numbers = new Float64Array(slots.length * NUMBERS.width);
    this.stamps = new Int32Array(isUsed.length - firstStamp);
    this.fired = new Int32Array(isUsed.length);
    this.found = (id) => {
      if (this.stamps[id] === this.now) return;
      this.stamps[id] = this.now;
      this.fire(this.firstStamp + id);
    };
  }

  /** `false` for facts that the index must not judge: long ones, and objects where a primitive is due. */
  encode(facts: unknown): boolean {
    this.firedCount = 0;
    if (++this.now > 0x7fff_0000) {
      this.stamps.fill(0);
      this.now = 1;
    }
    this.read(facts, this.raw);
    for (let i = 0; i < this.slots.length; i++) {
      const slot = this.slots[i];
      if (slot === undefined || !this.encodeSlot(slot, i, this.raw[i])) return false;
    }
    return true;
  }

  private encodeSlot(slot: Slot, index: number, value: unknown): boolean {
    if (typeof value === "string") return value.length < LIGHT && this.encodeText(slot, index, value);
    if (typeof value === "number") {
      const isTrue = value !== 0 && !Number.isNaN(value);
      this.encodeNumber(slot, index, value, value);
      this.settle(slot, index, slot.codes.get(value), true, isTrue);
      if (slot.prefixes !== undefined || slot.suffixes !== undefined) this.searchEdges(slot, String(value));
      return true;
    }
    if (typeof value === "boolean") {
      this.encodeNumber(slot, index, Number(value), Number(value));
      this.settle(slot, index, slot.codes.get(value), true, value);
      if (slot.prefixes !== undefined || slot.suffixes !== undefined) this.searchEdges(slot, String(value));
      return true;
    }
    if (value === null) return this.encodeNull(slot, index);
    return typeof value === "object" && !slot.converts && this.encodeObject(slot, index, value);
  }

  private encodeText(slot: Slot, index: number, value: string): boolean {
    const isPresent = value !== "";
    if (slot.isNumeric) {
      const number = Number(value);
      this.encodeNumber(slot, index, number, isPresent ? number : Number.NaN);
    }
    this.settle(slot, index, slot.codes.get(value), isPresent, isPresent);
    if (slot.prefixes !== undefined || slot.suffixes !== undefined) this.searchEdges(slot, value);
    if (slot.contained !== undefined) slot.contained.anywhere(value, this.found);
    return true;
  }

  private encodeNull(slot: Slot, index: number): boolean {
    this.numbers[index * NUMBERS.width + NUMBERS.plain] = 0;
    this.numbers[index * NUMBERS.width + NUMBERS.guarded] = Number.NaN;
    this.state[index * STATE.width + STATE.number] = -1;
    this.settle(slot, index, slot.codes.get(null), false, false);
    if (slot.prefixes !== undefined || slot.suffixes !== undefined) this.searchEdges(slot, "null");
    return true;
  }

  private encodeObject(slot: Slot, index: number, value: object): boolean {
    const isList = Array.isArray(value);
    if (slot.contained !== undefined) {
      if (!isList || value.length >= LIGHT) return false;
      for (const element of value as Scalar[]) {
        const id = slot.elements.get(element);
        if (id !== undefined) this.found(id);
      }
    }
    this.settle(slot, index, undefined, true, !isList || value.length > 0);
    return true;
  }

  private encodeNumber(slot: Slot, index: number, plain: number, guarded: number): void {
    this.numbers[index * NUMBERS.width + NUMBERS.plain] = plain;
    this.numbers[index * NUMBERS.width + NUMBERS.guarded] = guarded;
    const code = slot.numbers.get(plain) ?? -1;
    this.state[index * STATE.width + STATE.number] = code;
    if (code >= 0) this.fire(slot.firstNumber + code);
  }

  private settle(slot: Slot, index: number, code: number | undefined, isPresent: boolean, isTrue: boolean): void {
    const at = index * STATE.width;
    this.state[at + STATE.code] = code ?? -1;
    this.state[at + STATE.present] = isPresent ? 1 : 0;
    this.state[at + STATE.truthy] = isTrue ? 1 : 0;
    if (code !== undefined) this.fire(slot.firstCode + code);
    if (isTrue) this.fire(slot.truthyTrigger);
    if (!isPresent) this.fire(slot.absentTrigger);
  }

  private searchEdges(slot: Slot, text: string): void {
    slot.prefixes?.atEdge(text, this.found);
    slot.suffixes?.atEdge(text, this.found);
  }

  private fire(trigger: number): void {
    if (this.isUsed[trigger] === 1) this.fired[this.firedCount++] = trigger;
  }
}

/** `ReadFacts` without code generation. */
export function factReader(paths: readonly string[]): ReadFacts {
  const split = paths.map((path) => path.split("."));
  return (facts, raw) => {
    for (let i = 0; i < split.length; i++) raw[i] = helpers.walk(facts, split[i] ?? []) ?? null;
  };
}
