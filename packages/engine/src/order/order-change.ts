/** What flows change on an order: destination, fields, tags, added lines. Exclusive ones are won once; hand-set ones stay. */
import type { NodeOf } from "@switchyard/flow";
import { truthy } from "@switchyard/logic";
import type { Effect, Origin, Scalar } from "../effect/effect.ts";
import type { Test } from "../prepare/window.ts";
import type { OrderState } from "../state/state.ts";
import { added, drop, idle, note, own } from "../step/run.ts";
import { emit, isQuiet, type Turn } from "../step/scope.ts";
import { forgetRoutes, intoPool, pausedGate, waitsFor } from "../yard/gate.ts";
import { reserveAdded } from "../yard/stock.ts";

type RouteEffect = Extract<Effect, { type: "route" }>;
type SetFieldEffect = Extract<Effect, { type: "set_field" }>;

/** First wins in the order of effects; later ones are recorded as overridden, hand-set destinations as locked. */
export function route(turn: Turn, { destination }: NodeOf<"route">) {
  const { flow, node } = turn;
  const test = flow.lineTests.get(node.node);
  if (test === undefined) return routeTo(turn, destination);
  return routeLines(turn, destination, test);
}

/** Only lines that stand elsewhere are sent; a destination that a person set stands for all of them. */
function routeLines(turn: Turn, destination: string, test: Test) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  const all = order?.order?.lines ?? [];
  for (const line of Object.keys(order?.lineTo ?? {}))
    if (order !== null && !all.some(({ line_no }) => String(line_no) === line)) drop(run, order, "lineTo", line);
  const fit = all.filter((line) => truthy(test({ ...scope.facts, ...line, line })));
  const won = fit.map((line) => line.line_no).filter((line) => claim(turn, `route:${line}`) === null);
  // Lines that do not fit yet may fit later: it has taken none, so it has not acted.
  if (order === null || won.length === 0) return idle(run, node.name);
  const effect: RouteEffect = { type: "route", origin: node.origin, order: scope.order, destination };
  const person = order.locks?.destination;
  if (person !== undefined) {
    if (!isQuiet(turn)) emit(turn, { ...effect, lines: won, locked: person });
    return;
  }
  const lines = won.filter((line) => order.lineTo?.[line] !== destination);
  if (lines.length === 0) return;
  const lineTo = own(run, order, "lineTo");
  for (const line of lines) lineTo[line] = destination;
  emit(turn, { ...effect, lines });
}

/** `row`: of the table whose row says so. */
export function routeTo(turn: Turn, destination: string, row?: string) {
  const { scope, node } = turn;
  const { run } = scope;
  const quiet = isQuiet(turn);
  const effect: RouteEffect = { type: "route", origin: node.origin, order: scope.order, destination };
  const winner = claim(turn, "route");
  if (winner !== null) {
    if (!quiet) emit(turn, { ...effect, overridden: winner });
    return;
  }
  const order = scope.order === null ? null : run.order;
  if (order === null) return emit(turn, effect);
  const locked = order.locks?.destination;
  if (locked !== undefined) {
    if (!quiet) emit(turn, { ...effect, locked });
    return;
  }
  const isThere = order.destination === destination && (quiet || order.routedBy?.node === node.node);
  const paused = isThere ? null : pausedGate(run, "wave", destination);
  if (paused !== null && waitsFor(order, paused, node)) return;
  forgetRoutes(run, order, () => true);
  if (isThere) return;
  if (paused !== null) return intoPool(turn, paused, row);
  order.destination = destination;
  order.routedBy = node.origin;
  run.dirty = true;
  emit(turn, effect);
}

/** Takes the place of an exclusive family, or names who has it. */
function claim(turn: Turn, family: string): Origin | null {
  const { winners } = turn.scope.findings;
  for (const winner of winners) if (winner.family === family) return winner.by;
  turn.scope.findings.winners = added(winners, { family, by: turn.node.origin });
  return null;
}

export function setField(turn: Turn, { field, value }: NodeOf<"set_field">) {
  setTo(turn, field, value);
}

export function setTo(turn: Turn, field: string, value: Scalar) {
  const { scope, node } = turn;
  const quiet = isQuiet(turn);
  const effect: SetFieldEffect = { type: "set_field", origin: node.origin, order: scope.order, field, value };
  const winner = claim(turn, `field:${field}`);
  if (winner !== null) {
    if (!quiet) emit(turn, { ...effect, overridden: winner });
    return;
  }
  const order = scope.order === null ? null : scope.run.order;
  if (order === null) return emit(turn, effect);
  const locked = order.locks?.[`field:${field}`];
  if (locked !== undefined) {
    if (!quiet) emit(turn, { ...effect, locked });
    return;
  }
  if (order.fields?.[field] === value && quiet) return;
  own(scope.run, order, "fields")[field] = value;
  emit(turn, effect);
}

/** A tag that is there already is not put on twice; one that a person took off stays off. */
export function tag(turn: Turn, name: string) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  const locked = lockOf(order, name);
  if (order !== null && locked === undefined) {
    if (order.tags?.[name] !== undefined) return;
    own(run, order, "tags")[name] = node.name;
  }
  emit(turn, { type: "tag", origin: node.origin, order: scope.order, tag: name, ...locked });
}

export function untag(turn: Turn, name: string) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  if (order !== null && order.tags?.[name] === undefined && order.order?.tags.includes(name) !== true) return;
  const locked = lockOf(order, name);
  if (order !== null && locked === undefined) drop(run, order, "tags", name);
  emit(turn, { type: "untag", origin: node.origin, order: scope.order, tag: name, ...locked });
}

/** Who has set the tag by hand. */
function lockOf(order: OrderState | null, tag: string): { locked: string } | undefined {
  const locked = order?.locks?.[`tag:${tag}`];
  return locked === undefined ? undefined : { locked };
}

/** A line is added once in an order's life, however often its node is reached. */
export function addLine(turn: Turn, { sku, qty, name }: NodeOf<"add_line">) {
  const { scope, node } = turn;
  const { run } = scope;
  const order = scope.order === null ? null : run.order;
  const by = node.name;
  if (order !== null) {
    if (order.lines?.some((line) => line.by === by) === true) return note(run, "noted", { what: "line_there", sku });
    order.lines = [...(order.lines ?? []), { sku, qty, by }];
    run.dirty = true;
    reserveAdded(turn, order, sku, qty);
  }
  const named = name === undefined ? {} : { name };
  emit(turn, { type: "add_line", origin: node.origin, order: scope.order, sku, qty, ...named });
}
