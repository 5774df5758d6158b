/** Rows that may stand otherwise on the two sides. None that does is left out; whoever asks compares their standings. */
import type { Bits } from "../columns/column.ts";
import { noBits, orBits, orDifference } from "./bits.ts";
import type { SideRows } from "./side-rows.ts";

type Sets = ReadonlyMap<string, Bits>;

export function unlikeRows(rows: number, before: SideRows, after: SideRows): Bits {
  const unlike = noBits(rows);
  const nobody = noBits(rows);
  const compare = (one: Sets, other: Sets) => {
    for (const name of new Set([...one.keys(), ...other.keys()]))
      orDifference(unlike, one.get(name) ?? nobody, other.get(name) ?? nobody);
  };
  compare(before.destinations, after.destinations);
  compare(before.tags, after.tags);
  for (const field of new Set([...before.fields.keys(), ...after.fields.keys()]))
    compare(valuesOf(before, field), valuesOf(after, field));
  orDifference(unlike, before.held, after.held);
  const alertSets = ({ alerts }: SideRows) =>
    alerts.map(({ level, node, rows }): [string, Bits] => [`${level} ${node}`, rows]);
  const sentSets = ({ sent }: SideRows) =>
    sent.map(({ kind, node, rows }): [string, Bits] => [`${kind} ${node}`, rows]);
  for (const setsOf of [alertSets, sentSets]) {
    const [one, other] = [setsOf(before), setsOf(after)];
    compare(new Map(one), new Map(other));
    // In another order, the same messages are not the same.
    if (!areInOneOrder(one, other)) for (const [, set] of other) orBits(unlike, set);
  }
  return unlike;
}

const valuesOf = (side: SideRows, field: string): Sets =>
  new Map([...(side.fields.get(field) ?? [])].map(([value, { rows }]) => [value, rows]));

/** Names that both have stand in the same order, and none twice. */
function areInOneOrder(one: readonly [string, Bits][], other: readonly [string, Bits][]): boolean {
  const [names, others] = [one.map(([name]) => name), other.map(([name]) => name)];
  const inBoth = names.filter((name) => others.includes(name));
  const alsoInBoth = others.filter((name) => names.includes(name));
  return inBoth.length === new Set(inBoth).size && inBoth.join("\n") === alsoInBoth.join("\n");
}
