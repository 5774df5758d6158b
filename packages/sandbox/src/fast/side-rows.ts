/** What becomes of the rows of a chunk on one side: a set of rows for each destination, tag, field value and message. */
import type { Bits } from "../columns/column.ts";
import { hasBit } from "../columns/column.ts";
import type { Standing } from "../standing.ts";
import { andBits, andNotBits, claimBits, noBits, orBits, turnedBits } from "./bits.ts";
import type { ChunkTruths } from "./chunk-truths.ts";
import type { SidePlan } from "./side-plan.ts";

type Scalar = string | number | boolean;
interface Alert {
  level: number;
  node: string;
  rows: Bits;
}
interface Sent {
  kind: "task" | "notify" | "webhook";
  node: string;
  rows: Bits;
}

const within = (rows: Bits, live: Bits): Bits => andBits(rows.slice(), live);

export class SideRows {
  readonly decided: Bits;
  readonly destinations = new Map<string, Bits>();
  readonly #plan: SidePlan;
  readonly #truths: ChunkTruths;
  readonly #live: Bits;
  #stood: Stood | null = null;

  /** Of the rows `live`; the others are the engine's. */
  constructor(plan: SidePlan, truths: ChunkTruths, live: Bits) {
    [this.#plan, this.#truths, this.#live] = [plan, truths, live];
    this.decided = within(truths.bits(plan.decided), live);
    // The first wins; of the engine's rows nobody does.
    const taken = turnedBits(live);
    for (const act of plan.acts)
      if (act.kind === "route")
        claimBits(setIn(this.destinations, act.destination, truths.rows), taken, truths.bits(act.truth));
  }

  /** What else is known of rows: only who compares sides asks. */
  get stood(): Stood {
    this.#stood ??= new Stood(this.#plan, this.#truths, this.#live);
    return this.#stood;
  }

  #destination(row: number): string | null {
    for (const [name, rows] of this.destinations) if (hasBit(rows, row)) return name;
    return null;
  }

  standing(row: number): Standing {
    const { fields, tags, alerts, sent, held } = this.stood;
    const values: Record<string, Scalar> = {};
    for (const field of [...fields.keys()].sort()) {
      for (const { value, rows } of fields.get(field)?.values() ?? []) if (hasBit(rows, row)) values[field] = value;
    }
    return {
      destination: this.#destination(row),
      tags: [...tags].flatMap(([tag, rows]) => (hasBit(rows, row) ? [tag] : [])).sort(),
      fields: values,
      alerts: alerts.flatMap(({ level, node, rows }) => (hasBit(rows, row) ? [{ level, node }] : [])),
      sent: sent.flatMap(({ kind, node, rows }) => (hasBit(rows, row) ? [`${kind} ${node}`] : [])),
      breaches: [],
      batch: null,
      held: hasBit(held, row),
      frozen: false,
      parked: null,
    };
  }
}

/** Sets of rows, beside where they are sent. */
export class Stood {
  readonly tags = new Map<string, Bits>();
  /** Field → value as JSON → rows. */
  readonly fields = new Map<string, Map<string, { value: Scalar; rows: Bits }>>();
  readonly held: Bits;
  /** In the order of effects. */
  readonly alerts: Alert[] = [];
  readonly sent: Sent[] = [];
  readonly #rows: number;
  readonly #claimed = new Map<string, Bits>();

  constructor(plan: SidePlan, truths: ChunkTruths, live: Bits) {
    this.#rows = truths.rows;
    this.held = noBits(this.#rows);
    for (const act of plan.acts) {
      const rows = within(truths.bits(act.truth), live);
      switch (act.kind) {
        case "tag":
          orBits(setIn(this.tags, act.tag, this.#rows), rows);
          break;
        case "untag":
          andNotBits(setIn(this.tags, act.tag, this.#rows), rows);
          break;
        case "field":
          this.#setField(act.field, act.value, rows);
          break;
        case "hold":
          orBits(this.held, rows);
          break;
        case "release":
          andNotBits(this.held, rows);
          break;
        case "alert":
          this.alerts.push({ level: act.level, node: act.node, rows });
          break;
        case "sent":
          this.sent.push({ kind: act.sent, node: act.node, rows });
          break;
        case "route":
        case "quiet":
        case "hard":
          break;
      }
    }
  }

  #setField(field: string, value: Scalar, rows: Bits): void {
    const values = this.fields.get(field) ?? new Map<string, { value: Scalar; rows: Bits }>();
    this.fields.set(field, values);
    const known = values.get(JSON.stringify(value)) ?? { value, rows: noBits(this.#rows) };
    values.set(JSON.stringify(value), known);
    claimBits(known.rows, setIn(this.#claimed, field, this.#rows), rows);
  }
}

function setIn(sets: Map<string, Bits>, name: string, rows: number): Bits {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const made = noBits(rows);
  sets.set(name, made);
  return made;
}
