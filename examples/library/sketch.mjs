/** Short ways to write down a template: nodes by id, wires as `from:port -> to`, places laid out by their distance from a trigger. */

export const t = (zh, en) => ({ zh, en });
export const is = (fact, operator, value) => ({
  type: "comparison",
  fact,
  operator,
  ...(value === undefined ? {} : { value }),
});
export const all = (...parts) => ({ type: "group", match: "all", parts });
export const any = (...parts) => ({ type: "group", match: "any", parts });
export const not = (part) => ({ type: "group", match: "not", parts: [part] });
export const span = (amount, unit) => ({ amount, unit, clock: "natural" });
export const hours = (amount) => span(amount, "hour");

export const when = (condition, missing = "not_met") => ({ kind: "condition", when: condition, missing });
export const branch = (cases) => ({ kind: "branch", mode: "first", missing: "not_met", cases });
export const route = (destination) => ({ kind: "route", destination });
export const tag = (name) => ({ kind: "tag", tag: name });
export const alert = (to, channel, level, text) => ({ kind: "alert", to: [to], channel, level, text });
export const task = (to, title) => ({ kind: "task", to: [to], title });
/** Whoever is outside the house: `customer`, or `brand` for the contacts of the order's brand. A link goes with it. */
export const notify = (to, channel, template) => ({ kind: "notify", to, channel, template });
export const hold = (reason) => ({ kind: "hold", reason });
export const watch = (within, goal, { since = "reached", strict = false } = {}) => ({
  kind: "watch",
  within,
  since,
  goal: { states: goal.states ?? [], events: goal.events ?? [] },
  strict,
});
export const approval = (title, approvers, levels, timeout) => ({
  kind: "approval",
  title,
  approvers,
  levels,
  ...(timeout === undefined ? {} : { timeout }),
});

export const param = (id, type, zh, en, places, more = {}) => ({
  id,
  type,
  label: t(zh, en),
  required: true,
  places: Array.isArray(places) ? places : [places],
  ...more,
});
export const line = (id, zh, en) => ({ id, name: t(zh, en), kind: "line" });
export const warehouse = (id, zh, en) => ({ id, name: t(zh, en), kind: "warehouse" });
export const person = (id, role, zh, en) => ({ id, role, name: t(zh, en) });

/** The drawing of `{ nodes, wires, windows? }`. */
export function drawing(name, { nodes, wires, windows = [] }) {
  const edges = wires.map((wire, index) => {
    const [from, to] = wire.split(" -> ");
    const [node, port = "next"] = from.split(":");
    return { id: `e${index + 1}`, from: node, port, to };
  });
  const depth = new Map();
  const depthOf = (id) => {
    if (!depth.has(id)) {
      depth.set(id, 0);
      depth.set(id, Math.max(-1, ...edges.filter((edge) => edge.to === id).map((edge) => depthOf(edge.from))) + 1);
    }
    return depth.get(id);
  };
  const rows = new Map();
  const list = Object.entries(nodes).map(([id, node]) => {
    const column = depthOf(id);
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { id, position: { x: column * 320, y: row * 130 }, ...node };
  });
  return { formatVersion: 1, name, brands: [], windows, patterns: [], nodes: list, edges };
}

/** The same numbers every time (mulberry32). */
export function chance(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (count) => Math.floor(next() * count),
    pick: (values) => values[Math.floor(next() * values.length)],
    hit: (share) => next() < share,
  };
}

const pad = (number) => String(number).padStart(2, "0");
/** `2026-10-05T09:30:00+08:00`: day 0 is 2026-10-01. */
export const at = (day, minute = 540) => {
  const date = new Date(Date.UTC(2026, 9, 1 + day));
  return `${date.toISOString().slice(0, 10)}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}:00+08:00`;
};
export const dateOf = (day) => at(day).slice(0, 10);
