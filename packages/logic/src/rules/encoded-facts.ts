import type { Cells } from "./cells.ts";
import { NUMBERS, type ReadFacts, type Slot, STATE } from "./slots.ts";

/** Longer texts and lists are left to the reference, which counts what they cost. */
const LIGHT = 65_536;

/** Thrown where the index must not judge an order: the reference decides it. */
class UnkindFacts extends Error {}

/** One order as the index sees it: every fact that some rule asks about, encoded once. */
export class EncodedFacts {
  readonly state: Int32Array;
  readonly numbers: Float64Array;
  /** `stamps[id] === now` where the text or element `id` was found, once its slot was searched. */
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
  private readonly searchedAt: Int32Array;
  private readonly lookedUpAt: Int32Array;
  private readonly lookedUp: Int32Array;
  private readonly converted: Int32Array;
  private readonly listed: Int32Array;
  private readonly numeric: Int32Array;
  private readonly flagged: Int32Array;
  private readonly searched: Int32Array;
  private readonly found: (id: number) => void;

  /** `isUsed[t]`: some rule waits for trigger `t`. The triggers of stamps begin at `firstStamp`. */
  constructor(slots: readonly Slot[], read: ReadFacts, isUsed: Uint8Array, firstStamp: number) {
    this.slots = slots;
    this.read = read;
    this.isUsed = isUsed;
    this.firstStamp = firstStamp;
    this.raw = new Array<unknown>(slots.length).fill(null);
    this.state = new Int32Array(slots.length * STATE.width).fill(-1);
    this.numbers = new Float64Array(slots.length * NUMBERS.width);
    this.stamps = new Int32Array(isUsed.length - firstStamp);
    this.searchedAt = new Int32Array(slots.length);
    this.lookedUpAt = new Int32Array(slots.length);
    this.fired = new Int32Array(isUsed.length);
    const those = (want: (slot: Slot) => boolean) =>
      Int32Array.from(slots.flatMap((slot, i) => (want(slot) ? [i] : [])));
    this.lookedUp = those((slot) => slot.codes.size > 0 && slot.isEager);
    const isEdged = (slot: Slot) => slot.prefixes !== undefined || slot.suffixes !== undefined;
    this.converted = those((slot) => slot.isLoose || isEdged(slot));
    this.listed = those((slot) => slot.contained !== undefined);
    this.numeric = those((slot) => slot.isCompared || slot.numbers.size > 0);
    this.flagged = those((slot) => slot.asksPresence || slot.asksTruth);
    // Texts that no rule waits for are searched when the first test asks.
    this.searched = those((slot) => slot.stamps.some((id) => isUsed[firstStamp + id] === 1));
    this.found = (id) => {
      if (this.stamps[id] === this.now) return;
      this.stamps[id] = this.now;
      this.fire(this.firstStamp + id);
    };
  }

  /** Throws `UnkindFacts` for long texts, and for objects where a primitive is due. */
  encode(facts: unknown): void {
    this.firedCount = 0;
    if (++this.now > 0x7fff_0000) {
      this.stamps.fill(0);
      this.searchedAt.fill(0);
      this.lookedUpAt.fill(0);
      this.now = 1;
    }
    this.read(facts, this.raw);
    this.requireKinds();
    this.lookUp();
    this.readNumbers();
    this.readFlags();
    for (let i = 0; i < this.searched.length; i++) this.search(this.searched[i] as number);
  }

  /** What would make a rule fail must be noticed even if no test gets that far: its order is not that of the rule. */
  private requireKinds(): void {
    const { converted, listed, raw } = this;
    for (let i = 0; i < converted.length; i++) if (!isPrimitive(raw[converted[i] as number])) throw new UnkindFacts();
    for (let i = 0; i < listed.length; i++) {
      const value = raw[listed[i] as number];
      if (!isPrimitive(value) && !Array.isArray(value)) throw new UnkindFacts();
    }
  }

  /** Finds the texts that rules ask for in the fact number `index`, at most once per order. */
  search(index: number): void {
    if (this.searchedAt[index] === this.now) return;
    this.searchedAt[index] = this.now;
    const slot = this.slots[index] as Slot;
    const value = this.raw[index];
    if (slot.prefixes !== undefined || slot.suffixes !== undefined) {
      const text = typeof value === "string" ? value : textOf(value);
      if (text.length >= LIGHT) throw new UnkindFacts();
      slot.prefixes?.atEdge(text, this.found);
      slot.suffixes?.atEdge(text, this.found);
    }
    if (slot.contained === undefined) return;
    if (typeof value === "string") {
      if (value.length >= LIGHT) throw new UnkindFacts();
      slot.contained.anywhere(value, this.found);
    } else if (!isPrimitive(value)) this.findElements(slot, value);
  }

  /** Looks up the fact number `index`, for which no rule waits, at most once per order. */
  lookUpLate(index: number): void {
    if (this.lookedUpAt[index] === this.now) return;
    this.lookedUpAt[index] = this.now;
    const code = this.slots[index]?.codes.get(this.raw[index] as string);
    this.state[index * STATE.width + STATE.code] = code ?? -1;
  }

  /** Facts that are compared by `===`: whatever they are, nothing is converted. */
  private lookUp(): void {
    const { lookedUp, slots, raw, state, isUsed, fired } = this;
    let count = this.firedCount;
    for (let i = 0; i < lookedUp.length; i++) {
      const index = lookedUp[i] as number;
      const slot = slots[index] as Slot;
      const code = slot.codes.get(raw[index] as string);
      if (code === undefined) state[index * STATE.width] = -1;
      else {
        state[index * STATE.width] = code;
        const trigger = slot.firstCode + code;
        if (isUsed[trigger] === 1) fired[count++] = trigger;
      }
    }
    this.firedCount = count;
  }

  private readNumbers(): void {
    const { numeric, slots, raw, numbers } = this;
    for (let i = 0; i < numeric.length; i++) {
      const index = numeric[i] as number;
      const value = raw[index];
      const slot = slots[index] as Slot;
      const at = index * NUMBERS.width;
      if (typeof value === "number") numbers[at] = numbers[at + NUMBERS.guarded] = value;
      else this.convert(index, value);
      const { plainCells, guardedCells } = slot;
      if (plainCells !== undefined) this.enter(plainCells, numbers[at] as number);
      if (guardedCells !== undefined) this.enter(guardedCells, numbers[at + NUMBERS.guarded] as number);
      if (slot.numbers.size > 0) this.lookUpNumber(slot, index, value);
    }
  }

  /** What `<` makes of a value that is not a number. */
  private convert(index: number, value: unknown): void {
    if (!isPrimitive(value) || (typeof value === "string" && value.length >= LIGHT)) throw new UnkindFacts();
    const at = index * NUMBERS.width;
    const number = Number(value);
    this.numbers[at] = number;
    this.numbers[at + NUMBERS.guarded] = value === null || value === "" ? Number.NaN : number;
  }

  /** null == 0 is false, though null <= 0 is true. */
  private lookUpNumber(slot: Slot, index: number, value: unknown): void {
    const code = value === null ? undefined : slot.numbers.get(this.numbers[index * NUMBERS.width] as number);
    this.state[index * STATE.width + STATE.number] = code ?? -1;
    if (code !== undefined) this.fire(slot.firstNumber + code);
  }

  private enter(cells: Cells, value: number): void {
    if (!Number.isNaN(value)) this.fire(cells.first + cells.cellOf(value));
  }

  private readFlags(): void {
    const { flagged, slots, raw, state } = this;
    for (let i = 0; i < flagged.length; i++) {
      const index = flagged[i] as number;
      const slot = slots[index] as Slot;
      const value = raw[index];
      const isPresent = value !== null && value !== "";
      const isTrue = Array.isArray(value) ? value.length > 0 : Boolean(value);
      state[index * STATE.width + STATE.present] = isPresent ? 1 : 0;
      state[index * STATE.width + STATE.truthy] = isTrue ? 1 : 0;
      if (!isPresent) this.fire(slot.absentTrigger);
      if (isTrue) this.fire(slot.truthyTrigger);
    }
  }

  private findElements(slot: Slot, value: unknown): void {
    if (!Array.isArray(value) || value.length >= LIGHT) throw new UnkindFacts();
    for (let i = 0; i < value.length; i++) {
      const id = slot.elements.get(value[i]);
      if (id !== undefined) this.found(id);
    }
  }

  private fire(trigger: number): void {
    if (this.isUsed[trigger] === 1) this.fired[this.firedCount++] = trigger;
  }
}

/** Strings, numbers, booleans and null: what JavaScript converts without asking anyone. */
function isPrimitive(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
}

function textOf(value: unknown): string {
  if (!isPrimitive(value)) throw new UnkindFacts();
  return String(value);
}
