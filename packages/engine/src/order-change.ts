/** What flows change on an order: destination, fields, tags, added lines. Exclusive ones are won once; hand-set ones stay. */
import type { NodeOf } from "@switchyard/flow";
import { truthy } from "@switchyard/logic";
import type { Effect, Origin, Scalar } from "./effect.ts";
import { intoPool, pausedDestination } from "./gate.ts";
import { drop, note, originOf, own } from "./run.ts";
import { about, emit, nodeKey, type Turn } from "./scope.ts";

type RouteEffect = Extract<Effect, { type: "route" }>;

/** First wins in the order of effects; later ones are recorded as overridden, hand-set destinations as locked. */
export function route(turn: Turn<NodeOf<"route">>, isQuiet: boolean) {
  const { scope, flow, node } = turn;
  const test = flow.lineTests.get(node.id);
  if (test === undefined) return routeTo(turn, node.destination, isQuiet);
  const lines = (scope.run.order?.order?.lines ?? []).filter((line) => truthy(test({ ...scope.facts, ...line, line })));
  const free = lines.map((line) => line.line_no).filter((line) => claim(turn, `route:${line}`) === null);
  if (free.length === 0 || isQuiet) return;
  emit(turn, { type: "route", ...about(turn), destination: node.destination, lines: free });
}

export function routeTo(turn: Turn, destination: string, isQuiet: boolean) {
  const { scope, flow, node } = turn;
  const { run } = scope;
  const effect: RouteEffect = { type: "route", ...about(turn), destination };
  const winner = claim(turn, "route");
  if (winner !== null) {
    if (!isQuiet) emit(turn, { ...effect, overridden: winner });
    return;
  }
  const order = scope.order === null ? null : run.order;
  if (order === null) return emit(turn, effect);
  const locked = order.locks?.destination;
  if (locked !== undefined) {
    if (!isQuiet) emit(turn, { ...effect, locked });
    return;
  }
  if (order.destination === destination && (isQuiet || order.routedBy?.node === node.id)) return;
  const paused = pausedDestination(run, destination);
  if (paused !== null) return intoPool(turn, paused);
  order.destination = destination;
  order.routedBy = originOf(flow, node.id);
  run.dirty = true;
  emit(turn, effect);
}

/** Takes the place of an exclusive family, or names who has it. */
function claim(turn: Turn, family: string): Origin | null {
  const { winners } = turn.scope;
  for (const winner of winners) if (winner.family === family) return winner.by;
  winners.push({ family, by: originOf(turn.flow, turn.node.id) });
  return null;
}

export function setField(turn: Turn<NodeOf<"set_field">>, isQuiet: boolean) {
  setTo(turn, turn.node.field, turn.node.value, isQuiet);
}

export function setTo(turn: Turn, field: string, value: Scalar, isQuiet: boolean) {
  const { scope } = turn;
  const effect: Extract<Effect, { type: "set_field" }> = { type: "set_field", ...about(turn), field, value };
  const winner = claim(turn, `field:${field}`);
  if (winner !== null) {
    if (!isQuiet) emit(turn, { ...effect, overridden: winner });
    return;
  }
  const order = scope.order === null ? null : scope.run.order;
  if (order === null) return emit(turn, effect);
  const locked = order.locks?.[`field:${field}`];
  if (locked !== undefined) {
    if (!isQuiet) emit(turn, { ...effect, locked });
    return;
  }
  if (order.fields?.[field] === value && isQuiet) return;
  own(scope.run, order, "fields")[field] = value;
  emit(turn, effect);
}

/** A tag that is there already is not put on twice; one that a person took off stays off. */
export function tag(turn: Turn, name: string) {
  const order = turn.scope.order === null ? null : turn.scope.run.order;
  if (order === null) return emit(turn, { type: "tag", ...about(turn), tag: name });
  const locked = order.locks?.[`tag:${name}`];
  if (locked !== undefined) return emit(turn, { type: "tag", ...about(turn), tag: name, locked });
  if (order.tags?.[name] !== undefined) return;
  own(turn.scope.run, order, "tags")[name] = nodeKey(turn);
  emit(turn, { type: "tag", ...about(turn), tag: name });
}

export function untag(turn: Turn, name: string) {
  const { run } = turn.scope;
  const order = turn.scope.order === null ? null : run.order;
  if (order === null) return emit(turn, { type: "untag", ...about(turn), tag: name });
  if (order.tags?.[name] === undefined && order.order?.tags.includes(name) !== true) return;
  const locked = order.locks?.[`tag:${name}`];
  if (locked !== undefined) return emit(turn, { type: "untag", ...about(turn), tag: name, locked });
  drop(run, order, "tags", name);
  emit(turn, { type: "untag", ...about(turn), tag: name });
}

/** A line is added once in an order's life, however often its node is reached. */
export function addLine(turn: Turn<NodeOf<"add_line">>) {
  const { run } = turn.scope;
  const { sku, qty, name } = turn.node;
  const order = turn.scope.order === null ? null : run.order;
  const by = nodeKey(turn);
  if (order !== null) {
    if (order.lines?.some((line) => line.by === by) === true) return note(run, "noted", { what: "line_there", sku });
    order.lines = [...(order.lines ?? []), { sku, qty, by }];
    run.dirty = true;
  }
  emit(turn, { type: "add_line", ...about(turn), sku, qty, ...(name === undefined ? {} : { name }) });
}
