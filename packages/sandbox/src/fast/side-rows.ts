/** What becomes of the rows of a chunk on one side: a set of rows for each destination, tag, field value and message. */
import type { Bits } from "../columns/column.ts";
import { hasBit } from "../columns/column.ts";
import type { Standing } from "../standing.ts";
import { andBits, andNotBits, countBits, noBits, orBits } from "./bits.ts";
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
  readonly tags = new Map<string, Bits>();
  /** Field → value as JSON → rows. */
  readonly fields = new Map<string, Map<string, { value: Scalar; rows: Bits }>>();
  readonly held: Bits;
  /** How often an order was held. */
  holds = 0;
  /** In the order of effects. */
  readonly alerts: Alert[] = [];
  readonly sent: Sent[] = [];
  readonly #rows: number;
  readonly #claimed = new Map<string, Bits>();

  /** Of the rows `live`; the others are the engine's. */
  constructor(plan: SidePlan, truths: ChunkTruths, live: Bits) {
    this.#rows = truths.rows;
    this.decided = within(truths.bits(plan.decided), live);
    this.held = noBits(this.#rows);
    for (const act of plan.acts) {
      const rows = within(truths.bits(act.truth), live);
      switch (act.kind) {
        case "route":
          orBits(this.#setIn(this.destinations, act.destination), this.#claim("route", rows));
          break;
        case "tag":
          orBits(this.#setIn(this.tags, act.tag), rows);
          break;
        case "untag":
          andNotBits(this.#setIn(this.tags, act.tag), rows);
          break;
        case "field":
          this.#setField(act.field, act.value, this.#claim(`field:${act.field}`, rows));
          break;
        case "hold":
          this.holds += countBits(rows);
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
        case "quiet":
        case "hard":
          break;
      }
    }
  }

  #setIn(sets: Map<string, Bits>, name: string): Bits {
    const known = sets.get(name);
    if (known !== undefined) return known;
    const made = noBits(this.#rows);
    sets.set(name, made);
    return made;
  }

  /** The first of an exclusive family wins: of the rows, those that nobody has taken before. */
  #claim(family: string, rows: Bits): Bits {
    const taken = this.#setIn(this.#claimed, family);
    const free = andNotBits(rows.slice(), taken);
    orBits(taken, rows);
    return free;
  }

  #setField(field: string, value: Scalar, rows: Bits): void {
    const values = this.fields.get(field) ?? new Map<string, { value: Scalar; rows: Bits }>();
    this.fields.set(field, values);
    const known = values.get(JSON.stringify(value));
    if (known === undefined) values.set(JSON.stringify(value), { value, rows });
    else orBits(known.rows, rows);
  }

  destination(row: number): string | null {
    for (const [name, rows] of this.destinations) if (hasBit(rows, row)) return name;
    return null;
  }

  standing(row: number): Standing {
    const fields: Record<string, Scalar> = {};
    for (const field of [...this.fields.keys()].sort()) {
      for (const { value, rows } of this.fields.get(field)?.values() ?? [])
        if (hasBit(rows, row)) fields[field] = value;
    }
    return {
      destination: this.destination(row),
      tags: [...this.tags].flatMap(([tag, rows]) => (hasBit(rows, row) ? [tag] : [])).sort(),
      fields,
      alerts: this.alerts.flatMap(({ level, node, rows }) => (hasBit(rows, row) ? [{ level, node }] : [])),
      sent: this.sent.flatMap(({ kind, node, rows }) => (hasBit(rows, row) ? [`${kind} ${node}`] : [])),
      breaches: [],
      batch: null,
      held: hasBit(this.held, row),
      frozen: false,
      parked: null,
    };
  }
}
