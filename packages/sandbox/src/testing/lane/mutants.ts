/** Planted faults: a text of the room's source and what stands there instead. A patch that no longer applies fails the test. */
export interface Mutant {
  name: string;
  file: string;
  from: string;
  to: string;
}
const m = (name: string, file: string, from: string, to: string): Mutant => ({ name, file, from, to });

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: texts of the source
export const MUTANTS: readonly Mutant[] = [
  m("less or equal is less", "fast/kernel.ts", "((values[row] as number) <= value ? 1 : 0)", "((values[row] as number) < value ? 1 : 0)"),
  m("greater is greater or equal", "fast/kernel.ts", "((values[row] as number) > value ? 1 : 0)", "((values[row] as number) >= value ? 1 : 0)"),
  m("unequal is equal", "fast/kernel.ts", "((values[row] as number) !== value ? 1 : 0)", "((values[row] as number) === value ? 1 : 0)"),
  m("a comparison is not mirrored back", "fast/kernel.ts", "by: MIRRORED[mirrored] ?? mirrored, value: right", "by: mirrored, value: right"),
  m("a missing number is compared as 0", "fast/kernel.ts", "((bits[word] as number) & there) |", "(bits[word] as number) |"),
  m("what holds of missing numbers is forgotten", "fast/kernel.ts", "(missing === true ? absent : 0)", "0"),
  m("rows beyond the last are missing too", "fast/kernel.ts", "last > 0 ? (1 << last) - 1 : -1", "last > 0 ? -1 : -1"),
  m("missing texts are not asked about", "fast/kernel.ts", "answers[0] = codeOf(ask(undefined));", ""),
  m("codes are one off", "fast/kernel.ts", "answers[place + 1] = codeOf(ask(value));", "answers[place] = codeOf(ask(value));"),
  m("of two facts only one is told", "fast/kernel.ts", "if (value !== undefined) factsWith(path, value, values);", "if (value !== undefined && path !== columns[1]?.path) factsWith(path, value, values);"),
  m("a group of facts holds one", "fast/kernel.ts", "(facts[name] ?? {})", "({})"),
  m("an or of gates is an and", "fast/chunk-truths.ts", "orBits(bits, this.bits(part)), noBits(this.rows)", "andBits(bits, this.bits(part)), allBits(this.rows)"),
  m("not goes beyond the last row", "fast/chunk-truths.ts", "andNotBits(allBits(this.rows), this.bits(truth.part))", "andNotBits(noBits(this.rows).fill(-1), this.bits(truth.part))"),
  m("a flow decides orders of every brand", "fast/chunk-truths.ts", "brand !== undefined && brands.has(brand)", "brands.size > 0"),
  m("double negation stays single", "fast/truth.ts", 'truth?.kind === "not" ? truth.part', 'truth?.kind === "not" ? part'),
  m("of several missing facts the first decides", "fast/truth.ts", "args.map((arg) => this.#leaf({ missing: [arg] }, columnOf))", "args.slice(0, 1).map((arg) => this.#leaf({ missing: [arg] }, columnOf))"),
  m("a leaf of one flow is another's", "fast/truth.ts", "[logic, facts.map(({ column }) => column)]", "[logic]"),
  m("the last route wins", "fast/side-rows.ts", 'this.#claim("route", rows));', "rows);"),
  m("a claim is not kept", "fast/side-rows.ts", "orBits(taken, rows);", ""),
  m("a field is set again", "fast/side-rows.ts", "this.#claim(`field:${act.field}`, rows)", "rows"),
  m("a tag that comes off stays", "fast/side-rows.ts", "andNotBits(this.#setIn(this.tags, act.tag), rows);", ""),
  m("a release lets nobody go", "fast/side-rows.ts", "andNotBits(this.held, rows);", ""),
  m("quiet nodes do not decide", "fast/side-rows.ts", "orBits(this.decided, rows);", 'if (act.kind !== "quiet") orBits(this.decided, rows);'),
  m("every row of a table is hit", "fast/side-plan.ts", 'if (hit === "first") left', 'if (hit === "collect") left'),
  m("a table's rows are hit wherever it stands", "fast/side-plan.ts", "const truth = truths.and(left, holds);", "const truth = holds;"),
  m("matched is otherwise", "fast/side-plan.ts", "truths.and(when, truths.not(matched))", "truths.and(when, matched)"),
  m("a flow begins for everybody", "fast/side-plan.ts", "const when = truths.and(start, truths.of(", "const when = truths.and(truths.of("),
  m("what the clock changes is not looked at again", "fast/side-plan.ts", "looks && entry.limits.length > 0", "looks && entry.limits.length > 1000"),
  m("the engine's nodes are done by columns", "fast/lane.ts", 'if (act.kind === "hard") orBits', 'if (act.kind === "quiet") orBits'),
  m("odd orders are taken as they are", "fast/lane.ts", ": valueAt(odd, row) === undefined && valueAt(following, row) === 0", ": valueAt(following, row) === 0"),
  m("orders with a history are decided alone", "fast/lane.ts", "values[row] === 0 : valueAt(odd, row) === undefined && valueAt(following, row) === 0", "true : valueAt(odd, row) === undefined"),
  m("nodes are left out of the hash", "fast/lane.ts", "for (const { node, truth } of passed) add(truths.bits(truth), nameKey(node));", ""),
  m("a fact that two nodes miss is missing twice", "fast/lane.ts", "else orBits(known, lacking);", 'else { orBits(known, lacking); missing.set(fact + " ", lacking); }'),
  m("ports are counted where the node was not reached", "fast/lane.ts", "countBoth(truths.bits(taken), here)", "countBits(truths.bits(taken))"),
  m("a move is counted at both ends", "fast/lane.ts", "for (const rows of destinations.values()) andNotBits(nowhere, rows);", ""),
  m("a day is a row too short", "fast/lane.ts", "last.to = row + 1", "last.to = row"),
  m("alerts of another level are the same", "fast/unlike.ts", "[`${level} ${node}`, rows]", "[`${node}`, rows]"),
  m("tags do not make a difference", "fast/unlike.ts", "compare(before.tags, after.tags);", ""),
  m("fields do not make a difference", "fast/unlike.ts", "compare(valuesOf(before, field), valuesOf(after, field));", ""),
  m("messages in another order are the same", "fast/unlike.ts", "if (!areInOneOrder(one, other))", "if (one.length < 0)"),
  m("time stands still between chunks' orders", "replay.ts", "yard.pass(moment);", ""),
  m("news come before orders of their instant", "replay.ts", "one.event.at < moment", "one.event.at <= moment"),
  m("a state is as the source says it", "fast/derived.ts", "values: [states.initial, ...said.values.map(stateOf)]", "values: [states.initial, ...said.values]"),
  m("a split forgets its salt", "fast/derived.ts", "bucketOf(`${salt}/${name ?? textAt(ids, row) ?? \"\"}`)", "bucketOf(`${name ?? textAt(ids, row) ?? \"\"}`)"),
  m("the clock is that of the order's arrival", "fast/derived.ts", "at[row] as number, settings)", "Number(valueAt(column(\"received_at\"), row)), settings)"),
]; // biome-ignore format: one a line
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: texts of the source
