/** Rows that may stand otherwise on the two sides. None that does is left out; whoever asks compares their standings. */
import type { Bits } from "../columns/column.ts";
import { noBits, orBits, orDifference } from "./bits.ts";
import type { SideRows, Stood } from "./side-rows.ts";

type Sets = ReadonlyMap<string, Bits>;

export function unlikeRows(rows: number, one: SideRows, other: SideRows): Bits {
  const [before, after] = [one.stood, other.stood];
  const unlike = noBits(rows);
  const nobody = noBits(rows);
  const compare = (sets: Sets, others: Sets) => {
    for (const name of new Set([...sets.keys(), ...others.keys()]))
      orDifference(unlike, sets.get(name) ?? nobody, others.get(name) ?? nobody);
  };
  compare(one.destinations, other.destinations);
  compare(before.tags, after.tags);
  for (const field of new Set([...before.fields.keys(), ...after.fields.keys()]))
    compare(valuesOf(before, field), valuesOf(after, field));
  orDifference(unlike, before.held, after.held);
  const alertSets = ({ alerts }: Stood) =>
    alerts.map(({ level, node, rows }): [string, Bits] => [`${level} ${node}`, rows]);
  const sentSets = ({ sent }: Stood) => sent.map(({ kind, node, rows }): [string, Bits] => [`${kind} ${node}`, rows]);
  for (const setsOf of [alertSets, sentSets]) {
    const [sets, others] = [setsOf(before), setsOf(after)];
    compare(new Map(sets), new Map(others));
    // In another order, the same messages are not the same.
    if (!areInOneOrder(sets, others)) for (const [, set] of others) orBits(unlike, set);
  }
  return unlike;
}

const valuesOf = (side: Stood, field: string): Sets =>
  new Map([...(side.fields.get(field) ?? [])].map(([value, { rows }]) => [value, rows]));

/** Names that both have stand in the same order, and none twice. */
function areInOneOrder(one: readonly [string, Bits][], other: readonly [string, Bits][]): boolean {
  const [names, others] = [one.map(([name]) => name), other.map(([name]) => name)];
  const inBoth = names.filter((name) => others.includes(name));
  const alsoInBoth = others.filter((name) => names.includes(name));
  return inBoth.length === new Set(inBoth).size && inBoth.join("\n") === alsoInBoth.join("\n");
}
