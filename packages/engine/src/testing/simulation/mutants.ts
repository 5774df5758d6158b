/** Planted faults: a text of the core's source and what stands there instead. A patch that no longer applies fails the test. */
export interface Mutant {
  name: string;
  file: string;
  from: string;
  to: string;
  /** The first seed in which it showed: looked at first, since to get there costs more than to look. */
  seed: number;
  /** Or the scenario of our own that shows it: what the simulation's days do not hold. */
  scenario?: string;
}

const m = (name: string, file: string, from: string, to: string, seed = 1): Mutant => ({ name, file, from, to, seed });
/** Shown by a scenario. */
const s = (name: string, scenario: string, file: string, from: string, to: string): Mutant => ({
  ...m(name, file, from, to),
  scenario,
});

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: texts of the source
export const MUTANTS: readonly Mutant[] = [
  m("a second copy of an event is done again", "step/run.ts", "if (typeof seen === \"string\" ? seen === id : seen.includes(id)) return null;", ""),
  m("a second timer breaches again", "yard/watch.ts", 'watch === undefined || watch.status !== "open" || dueOf(watch) !== due', "watch === undefined || dueOf(watch) !== due"),
  m("a breach leaves the watch open", "yard/watch.ts", 'status: "breached", deadline', 'status: "open", deadline'),
  m("a kept watch does not end", "yard/watch.ts", '  end(run, order, name);\n  goOn(run, name, watch, "kept");', '  goOn(run, name, watch, "kept");'),
  m("reaching it exactly at the deadline is too late", "yard/watch.ts", "const isInTime = said.happened <= watch.deadline;", "const isInTime = said.happened < watch.deadline;", 3),
  m("strict watches breach at the deadline", "yard/watch.ts", "strict === true ? deadline + 1 : deadline", "deadline"),
  m("late evidence is not looked at", "yard/watch.ts", "if (isInTime) run.effects.push", "if (isInTime && run.at < 0) run.effects.push", 9),
  m("a deadline counts from arrival", "yard/watch.ts", 'if (node.since === "reached") return happenedAt(scope.run.event);', 'if (node.since === "reached") return scope.run.at;'),
  m("a deadline does not move with its fact", "step/act.ts", 'settings.kind === "watch" ? moveWatch(turn, settings) : undefined', "undefined", 3),
  m("a deadline without its fact has begun for good", "step/decide.ts", "scope.run.idle === null ? acted : acted.filter(", "scope.run.idle !== undefined ? acted : acted.filter("),
  m("cancelling leaves the watches", "order/content.ts", "  cancelWatches(run, order);\n", "", 3),
  m("an order at exactly opening + window does not join", "yard/merge.ts", "happened <= head.closes", "happened < head.closes", 108),
  m("a merge without its key has acted for good", "yard/merge.ts", "    idle(run, node.name);\n", ""),
  m("a batch does not count its members", "yard/merge.ts", "count: batch.count + 1", "count: batch.count", 3),
  m("leaving keeps the pieces", "yard/merge.ts", "qty: batch.qty - member.qty, due", "qty: batch.qty, due"),
  m("a held order stays in its batch", "order/hold.ts", "[node.name] = reason; standAside(run, order);", "[node.name] = reason;"),
  m("an order that a person holds stays in its batch", "order/hold.ts", "[HAND] = why; standAside(run, order);", "[HAND] = why;", 2),
  m("a frozen order stays in its batch", "yard/freeze.ts", "  standAside(run, order);\n", "", 5),
  m("an order that is let go does not return", "step/ports.ts", "    acted += returnToBatches(scope);\n", "", 3),
  m("a closed batch stays open", "yard/merge.ts", '  write(run, key, null);\n  timer(run, key, "close", null);\n  const { head, count, qty } = batch;', "  const { head, count, qty } = batch;"),
  m("the limit is one too many", "yard/merge.ts", "count >= maxOrders", "count > maxOrders", 3),
  m("a cancelled order stays in its batch", "order/content.ts", "  leaveAllBatches(run, order);\n", "", 5),
  m("new content leaves the order in its old batch", "yard/merge.ts", "if (batchKeyOf(flow, merge, facts)?.key !== key.key) {", "if (merge.id === \"\") {", 3),
  m("an earlier member does not move the window", "yard/merge.ts", "head: { ...head, opened: happened, closes }", "head: { ...head, opened: happened }", 24),
  m("a batch closes on any timer", "step/world-step.ts", "batch.head.closes !== due || ", "", 96),
  m("the edge of a window is left out", "yard/counter.ts", "if ((leaf[i] ?? 0) >= from)", "if ((leaf[i] ?? 0) > from)", 23),
  m("the edge of a short window is left out", "yard/counter.ts", "(items[start] ?? 0) < from", "(items[start] ?? 0) <= from", 3),
  m("a window forgets the stretch at its edge", "yard/counter.ts", "(before[start] ?? 0) < first", "(before[start] ?? 0) <= first", 23),
  m("sums count pieces twice", "yard/counter.ts", "(stretches[place - 1] ?? 0) + amount", "(stretches[place - 1] ?? 0) + 2 * amount"),
  m("the pool comes out backwards", "yard/gate.ts", "const waiting = (gate.pool ?? []).flat();", "const waiting = (gate.pool ?? []).flat().reverse();", 2),
  m("the last one in the pool is lost", "yard/gate.ts", "const waiting = (gate.pool ?? []).flat();", "const waiting = (gate.pool ?? []).flat().slice(1);"),
  m("a closed gate lets updates through", "step/order-step.ts", '    case "order_updated":\n      return true;', '      return true;\n    case "order_updated":\n      return false;'),
  m("illegal transitions are done", "order/status.ts", 'case "accepted":\n      reach', 'case "illegal":\n    case "accepted":\n      reach', 2),
  m("evidence is not asked for", "order/status.ts", 'return refuse(run, state.id, "evidence", answer.needs.join("|"));', 'reach(run, order, state.id, said);\n      return "accepted";', 187),
  m("stock is reserved twice over", "yard/stock.ts", "if (free !== null && free >= qty) continue;", "if (free !== null && free >= 0) continue;", 2),
  m("a cancelled order keeps its stock", "order/content.ts", "  giveBackStock(run);\n", "", 2),
  m("an older count of stock overwrites a newer one", "yard/stock.ts", "counted < known.counted", "counted < 0", 41),
  m("stock that comes is offered to nobody", "yard/stock.ts", "  tellShort(run, sku, available - reserved);\n", "", 6),
  m("pieces given back are offered to nobody", "yard/stock.ts", "    tellShort(run, sku, stock.available - left);\n", "", 2),
  m("pieces that nobody took stay on offer", "yard/stock.ts", "  endOffer(run, sku, qty);\n", "", 2),
  m("who has reserved at last stays held", "yard/stock.ts", "  letGo(turn);\n  for (const", "  for (const", 2),
  m("a refunded order keeps its stock", "order/status.ts", '  if (to === "Refunded") giveBackStock(run);\n', ""),
  m("an order that is cancelled by its state goes on", "order/status.ts", '  if (to === "Cancelled") endOrder(run, order);\n', "", 2),
  m("an older word of a credit overwrites a newer one", "yard/stock.ts", "happened < known.said", "happened < 0", 35),
  m("what other lines no longer want stays reserved", "step/follow.ts", 'if (found.fields.includes("lines")) reserveAnew(run, order, flows);', "", 4),
  m("one level approves all", "yard/approval.ts", "if (approval.level >= approval.levels)", "if (approval.level >= 1)"),
  m("a flow overrules a person's destination", "order/order-change.ts", "const locked = order.locks?.destination;", "const locked = order.locks?.nothing;", 2),
  m("a flow overrules a person's field", "order/order-change.ts", "const locked = order.locks?.[`field:${field}`];", "const locked = order.locks?.nothing;"),
  m("the last route wins", "order/order-change.ts", "if (winner.family === family) return winner.by;", "if (winner.family === family && family === winner.by.node) return winner.by;"),
  m("a line is added again on every look", "order/order-change.ts", "order.lines?.some((line) => line.by === by) === true", "false", 4),
  m("a second look says everything again", "step/decide.ts", "scope.quiet = again ? before", "scope.quiet = again && flow.flow === \"\" ? before"),
  m("nobody looks when the clock turns", "clock/reconsider.ts", '  timer(run, run.orderKey, "look", next);\n', ""),
  m("tags that hold while matched stay", "step/decide.ts", "if (again && before.length > 0) withdraw(", "if (again && scope.run.at < 0) withdraw(", 4),
  m("older content overwrites newer", "order/content.ts", "if (happened < newest)", "if (happened < 0)", 3),
  m("what waits for its order is forgotten", "order/content.ts", '    unpark(run, order, (parked) => parked.why === "no_order");\n', ""),
  m("a breaker does not wait for its hold time", "yard/breaker.ts", "if (until <= run.at) return", "if (until >= 0) return", 2),
  m("an opened breaker pauses nothing", "yard/breaker.ts", 'node.pauses !== "none" && pause(', 'node.pauses === "none" && pause(', 2),
  m("a paused destination tells nobody", "yard/gate.ts", "if (isNew) tellDestination(", "if (isNew && run.at < 0) tellDestination(", 12),
  m("a destination that opens tells nobody", "yard/gate.ts", "  tellDestination(run, gate.target, gate.name, false);\n", "", 10),
  m("an order stays listed where it stood", "yard/given.ts", "if (!now.includes(name)) takeOut(", "if (name === \"\") takeOut("),
  m("the lot's freeze is not told to late orders", "yard/freeze.ts", "if (reasons.length === 0 || !addFreeze", "if (reasons.length >= 0 || !addFreeze"),
  s("a line that was taken out stands where it was sent", "B-44", "order/order-change.ts", 'drop(run, order, "lineTo", line);', ";"),
  s("a line is sent again to where it stands", "M-lines", "order/order-change.ts", "order.lineTo?.[line] !== destination", "true"),
  s("a route for lines overrules a person's destination", "B-48", "order/order-change.ts", "if (person !== undefined) { if (!isQuiet(turn)) emit(turn, { ...effect, lines: won, locked: person }); return; }", ""),
  s("a refund told by after-sale news keeps the stock", "B-06", "step/news.ts", "refundStock(run, event);", ""),
  s("a refund that names its articles gives all back", "B-07", "yard/stock.ts", "PARTS.some((name) => data[name] !== undefined) ||", ""),
  s("a refund of the order's amount is of a part", "B-46", "yard/stock.ts", "data.amount < amount", "data.amount <= amount"),
  s("a refund of less gives all back", "B-46", "yard/stock.ts", "data.amount < amount", "data.amount < 0"),
  s("another node's shortage holds on", "B-05", "order/hold.ts", "by === node.name || reserves(run, order, by)", "by === node.name"),
  s("who changes batches after another event is in none", "B-12", "yard/merge.ts", "else setAside(run, order, name);", ""),
  s("a key that comes late after another event leads nowhere", "B-39", "yard/merge.ts", "if (isOfIntake !== true) setAside(run, order, node.name);", ""),
  s("who sends the parcel's news does not carry it", "B-47", "order/courier.ts", 'carrierOfProvider(event.provider ?? "");', "null;"),
  s("older news says who has the parcel", "B-47", "order/courier.ts", "hearCarrier(run, order, event); }", "} hearCarrier(run, order, event);"),
  s("a courier overrules who a person says carries it", "B-47", "order/courier.ts", '|| order.locks?.["field:carrier"] !== undefined', ""),
  s("a withdrawn refund begins anew", "B-49", "order/status.ts", "order.before ?? machine.initial", "machine.initial"),
  s("an older word speaks with the next one", "B-49", "order/platform.ts", "happened >= (order.statusesAt?.[name] ?? happened)", "happened >= 0"),
  s("a flow of another brand holds on to its tag", "M-own", "step/decide.ts", "if (again && known !== undefined) leaveFlows(", "if (again && known !== undefined && scope.run.at < 0) leaveFlows("),
  s("an order of another brand stays with a version that is not for it", "L-over", "prepare/flows-for.ts", "if (kept !== undefined && isFor(kept, brand)) {", "if (kept !== undefined) {"),
  s("who goes over to another version keeps the tag of the old one", "L-over", "step/take-up.ts", "withdraw(run, order, before, active, same);", ""),
]; // biome-ignore format: one a line
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: texts of the source
