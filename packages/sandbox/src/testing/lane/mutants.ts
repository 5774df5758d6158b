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
  m("less or equal is less", "fast/ranks.ts", "return here <= there;", "return here < there;"),
  m("greater is greater or equal", "fast/ranks.ts", "return here > there;", "return here >= there;"),
  m("unequal is equal", "fast/ranks.ts", "return here !== there;", "return here === there;"),
  m("a bound is below itself", "fast/ranks.ts", "(bounds[low] === value ? 1 : 0)", "0"),
  m("a number at a bound is beyond it", "fast/ranks.ts", "(bounds[middle] as number) < value", "(bounds[middle] as number) <= value"),
  m("cells begin one bound late", "fast/ranks.ts", "let low = before[cell] as number;", "let low = (before[cell] as number) + 1;"),
  m("a comparison is not mirrored back", "fast/leaf.ts", "by: MIRRORED[mirrored] ?? mirrored, value: right", "by: mirrored, value: right"),
  m("a missing number is compared as 0", "fast/ranks.ts", "if (valid !== null)", "if (valid !== null && rows < 0)"),
  m("what holds of missing numbers is forgotten", "fast/bank.ts", "if (code === ABSENT || ofNumber === null) return ask(undefined);", "if (code === ABSENT || ofNumber === null) return false;"),
  m("rows beyond the last are as those before", "fast/spread.ts", "if (count < 32) block.fill(0, count);", ""),
  m("a block is not turned to the end", "fast/spread.ts", "swap(block, 1, 0x55555555);", ""),
  m("the second word of questions is the first", "fast/bank.ts", "words[word] as number", "words[0] as number"),
  m("missing texts are not asked about", "fast/bank.ts", "[this.#ofValue(undefined), ", "[this.#ofValue(\"\"), "),
  m("codes are one off", "fast/bank.ts", "[this.#ofValue(undefined), ...column.values.map((value) => this.#ofValue(value))]", "[...column.values.map((value) => this.#ofValue(value)), this.#ofValue(undefined)]"),
  m("who throws is as who does not", "fast/bank.ts", "if (answers.some(({ fails }) => fails))", "if (answers.length < 0)"),
  m("of two facts only one is told", "fast/leaf.ts", "if (value !== undefined) factsWith(path, value, values);", "if (value !== undefined && path !== columns[1]?.path) factsWith(path, value, values);"),
  m("a group of facts holds one", "fast/leaf.ts", "(facts[name] ?? {})", "({})"),
  m("an or of gates is an and", "fast/chunk-truths.ts", "orBits(bits, this.bits(part)), noBits(this.rows)", "andBits(bits, this.bits(part)), this.#all.slice()"),
  m("not goes beyond the last row", "fast/chunk-truths.ts", "andNotBits(this.#all.slice(), this.bits(truth.part))", "andNotBits(noBits(this.rows).fill(-1), this.bits(truth.part))"),
  m("one or another is all", "fast/truth.ts", "truth?.kind === \"not\" && others.includes(truth.part)", "truth?.kind === \"not\""),
  m("a flow decides orders of every brand", "fast/chunk-truths.ts", "brands.has(brand) ? 1 : 0", "brands.size > 0 ? 1 : 0"),
  m("double negation stays single", "fast/truth.ts", 'truth?.kind === "not" ? truth.part', 'truth?.kind === "not" ? part'),
  m("of several missing facts the first decides", "fast/truth.ts", "args.map((arg) => this.#leaf({ missing: [arg] }, columnOf))", "args.slice(0, 1).map((arg) => this.#leaf({ missing: [arg] }, columnOf))"),
  m("a leaf of one flow is another's", "fast/truth.ts", "[logic, facts.map(({ column }) => column)]", "[logic]"),
  m("the last route wins", "fast/side-rows.ts", 'this.#claim("route", rows));', "rows);"),
  m("a claim is not kept", "fast/side-rows.ts", "orBits(taken, rows);", ""),
  m("a field is set again", "fast/side-rows.ts", "this.#claim(`field:${act.field}`, rows)", "rows"),
  m("a tag that comes off stays", "fast/side-rows.ts", "andNotBits(this.#setIn(this.tags, act.tag), rows);", ""),
  m("a release lets nobody go", "fast/side-rows.ts", "andNotBits(this.held, rows);", ""),
  m("quiet nodes do not decide", "fast/side-plan.ts", "truths.or(...plan.acts.map(({ truth }) => truth))", "truths.or(...plan.acts.filter(({ kind }) => kind !== \"quiet\").map(({ truth }) => truth))"),
  m("every row of a table is hit", "fast/side-plan.ts", 'if (hit === "first") left', 'if (hit === "collect") left'),
  m("a table's rows are hit wherever it stands", "fast/side-plan.ts", "const truth = truths.and(left, holds);", "const truth = holds;"),
  m("matched is otherwise", "fast/side-plan.ts", "truths.and(when, truths.not(matched))", "truths.and(when, matched)"),
  m("a flow begins for everybody", "fast/side-plan.ts", "const when = truths.and(start, truths.of(", "const when = truths.and(truths.of("),
  m("what the clock changes is not looked at again", "fast/side-plan.ts", "looks && entry.limits.length > 0", "looks && entry.limits.length > 1000"),
  m("the engine's nodes are done by columns", "fast/planned.ts", 'if (act.kind === "hard") orBits', 'if (act.kind === "quiet") orBits'),
  m("odd orders are taken as they are", "fast/planned.ts", ": valueAt(odd, row) === undefined && valueAt(following, row) === 0", ": valueAt(following, row) === 0"),
  m("orders with a history are decided alone", "fast/planned.ts", "values[row] === 0 : valueAt(odd, row) === undefined && valueAt(following, row) === 0", "true : valueAt(odd, row) === undefined"),
  m("nodes are left out of the hash", "fast/side-figures.ts", "addToRows(a, b, truths.bits(one.truth), live, one);", "addToRows(a, b, truths.bits(one.truth), live, { a: 0, b: 0 });"),
  m("of nodes that go together one is in the hash", "fast/side-plan.ts", "{ a: (sum.a + key.a) | 0, b: (sum.b + key.b) | 0 }", "key"),
  m("of two nodes that want a fact the last counts", "fast/side-plan.ts", "else known.truth = truths.or(known.truth, truth);", "else known.truth = truth;"),
  m("no way out is a way out", "fast/side-plan.ts", "truths.and(truth, truths.not(left))", "truth"),
  m("a move is counted at both ends", "fast/lane.ts", "for (const rows of destinations.values()) andNotBits(nowhere, rows);", ""),
  m("a day is a row too short", "fast/side-figures.ts", "last.to = row + 1", "last.to = row"),
  m("alerts of another level are the same", "fast/unlike.ts", "[`${level} ${node}`, rows]", "[`${node}`, rows]"),
  m("tags do not make a difference", "fast/unlike.ts", "compare(before.tags, after.tags);", ""),
  m("fields do not make a difference", "fast/unlike.ts", "compare(valuesOf(before, field), valuesOf(after, field));", ""),
  m("messages in another order are the same", "fast/unlike.ts", "if (!areInOneOrder(one, other))", "if (one.length < 0)"),
  m("time stands still between chunks' orders", "chunk-rows.ts", "yard.pass(moment);", ""),
  m("news come before orders of their instant", "chunk-rows.ts", "one.event.at < moment", "one.event.at <= moment"),
  m("a state is as the source says it", "fast/derived.ts", "values: [states.initial, ...said.values.map(stateOf)]", "values: [states.initial, ...said.values]"),
  m("a split forgets its salt", "fast/derived.ts", "bucketOf(`${salt}/${name ?? textAt(ids, row) ?? \"\"}`)", "bucketOf(`${name ?? textAt(ids, row) ?? \"\"}`)"),
  m("the clock is that of the order's arrival", "fast/clock-column.ts", "at[row] as number, settings)", "Number(valueAt(column(\"received_at\"), row)), settings)"),
  m("a day lasts for ever", "fast/clock-column.ts", "if (now !== quarter) [quarter, known] = [now, []];", ""),
  m("of dates that go together the first counts", "fast/clock-column.ts", "size *= values.length + 1;", ""),
]; // biome-ignore format: one a line
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: texts of the source
