/**
 * The flow document: what is drawn, stored, exported and diffed. The schema is the one source of the types, of the API
 * document and of the forms. Anything that runs is compiled from it, one way.
 */
import { z } from "zod";
import { FORMAT_VERSION, OPERATORS } from "./format.ts";

/** What every JavaScript object inherits: never an id, because other JSON-Logic implementations read inherited names. */
const INHERITED =
  /^(__\w+__|constructor|prototype|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|to(Locale)?String|valueOf)$/;
const RESERVED = { message: "A reserved word", params: { zh: "这是保留字" } };
/** Ids are part of fact paths (`gate.<id>:met`), so they hold neither dots nor colons. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "1–64 letters, digits, _ or -")
  .refine((id) => !INHERITED.test(id), RESERVED);
export const factNameSchema = z
  .string()
  .max(140)
  .regex(/^[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)*$/, "a fact's name")
  .refine((name) => !name.split(".").some((part) => INHERITED.test(part)), RESERVED);
const text = z.string().max(500);
const label = z.string().max(120);

/** A span of natural or working time. */
export const durationSchema = z.strictObject({
  amount: z.number().int().min(0).max(100_000),
  unit: z.enum(["second", "minute", "hour", "day"]),
  clock: z.enum(["natural", "working"]),
});
export type Duration = z.infer<typeof durationSchema>;

/** 免打扰时段 of one step, in place of whoever's: `none` tells at any time. */
export const quietHoursSchema = z.union([
  z.literal("none"),
  z.strictObject({ start: z.string().max(5), end: z.string().max(5) }),
]);
export type StepQuietHours = z.infer<typeof quietHoursSchema>;

/** What a fact is compared with: a constant, a list, a pair (between), another fact, or a span (within). */
export const operandSchema = z.union([
  z.string().max(2000),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().max(500), z.number()])).max(5000),
  z.strictObject({ fact: factNameSchema }),
  durationSchema,
]);
export type Operand = z.infer<typeof operandSchema>;

/** `{ fact, operator, value }`; `is_empty`, `is_not_empty` take no value. */
export const comparisonSchema = z.strictObject({
  type: z.literal("comparison"),
  fact: factNameSchema,
  operator: z.enum(OPERATORS),
  value: operandSchema.optional(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A tree of comparisons under 满足全部 all, 满足任一 any, 非 not (of exactly one part), up to five levels. */
export type Condition = Comparison | ConditionGroup;
export interface ConditionGroup {
  type: "group";
  match: "all" | "any" | "not";
  parts: Condition[];
}
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("type", [
    comparisonSchema,
    z.strictObject({
      type: z.literal("group"),
      match: z.enum(["all", "any", "not"]),
      parts: z.array(conditionSchema).max(200),
    }),
  ]),
);

const base = {
  id: idSchema,
  name: label.optional(),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  comment: z.string().max(2000).optional(),
};
const node = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ ...base, kind: z.literal(kind), ...shape });

/** Where 数据缺失 goes: with 未命中, or out of a port of its own. */
const missing = z.enum(["not_met", "port"]);
/** A moment that a deadline counts from: when the order was received, when this node was reached, or a fact that is an instant. */
const anchor = z.union([z.literal("received"), z.literal("reached"), z.strictObject({ fact: factNameSchema })]);
/** What keeps a watch: the order reaching one of these states, or one of these events arriving. */
const goal = z.strictObject({ states: z.array(label).max(50), events: z.array(label).max(50) });
const people = z.array(label).max(20);
/** A table's output: an exclusive or cumulative effect with a value per row. */
const tableOutput = z.strictObject({
  id: idSchema,
  effect: z.enum(["route", "tag", "set_field"]),
  field: label.optional(),
});

export const nodeSchema = z.discriminatedUnion("kind", [
  // Triggers
  node("order_received", {}),
  node("order_updated", { fields: z.array(factNameSchema).max(100) }),
  node("order_cancelled", {}),
  node("state_reached", { states: z.array(label).min(1).max(50) }),
  node("courier_node", { actions: z.array(label).max(60) }),
  node("after_sale", { events: z.array(z.enum(["complaint", "return", "exchange", "refund"])).max(4) }),
  node("measure", { measure: label }),
  node("stock_changed", {}),
  node("schedule", {
    at: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
      .min(1)
      .max(48),
    days: z.enum(["every", "working"]),
    /** One turn about all orders together; absent: a turn of its own for each open order. */
    once: z.literal(true).optional(),
  }),
  // Decisions
  node("condition", { when: conditionSchema, missing }),
  node("branch", {
    mode: z.enum(["first", "all"]),
    cases: z.array(z.strictObject({ id: idSchema, name: label.optional(), when: conditionSchema })).max(200),
    missing,
  }),
  node("decision_table", {
    hit: z.enum(["first", "collect"]),
    columns: z.array(z.strictObject({ id: idSchema, fact: factNameSchema, operator: z.enum(OPERATORS) })).max(30),
    outputs: z.array(tableOutput).max(10),
    rows: z
      .array(
        z.strictObject({
          id: idSchema,
          /** One cell a column; null means "any". */
          cells: z.array(operandSchema.nullable()).max(30),
          /** One value an output; null means "leave alone". */
          values: z.array(z.union([z.string().max(500), z.number(), z.boolean()]).nullable()).max(10),
        }),
      )
      .max(5000),
  }),
  node("split", {
    by: z.enum(["order", "customer", "brand"]),
    salt: label.optional(),
    parts: z
      .array(z.strictObject({ id: idSchema, name: label.optional(), percent: z.number().min(0).max(100) }))
      .min(1)
      .max(20),
  }),
  // Waiting
  node("merge", {
    by: z.array(factNameSchema).min(1).max(6),
    window: durationSchema,
    maxOrders: z.number().int().min(1).max(100_000).optional(),
    maxQty: z.number().int().min(1).max(10_000_000).optional(),
    exclude: conditionSchema.optional(),
  }),
  node("watch", { within: durationSchema, since: anchor, goal, strict: z.boolean() }),
  node("approval", {
    title: text,
    approvers: people,
    levels: z.number().int().min(1).max(5),
    /** Who approves is the order's brand's affair; `approvers` and `levels` are for brands that have no chain. */
    chain: z.enum(["of_brand"]).optional(),
    timeout: durationSchema.optional(),
  }),
  node("breaker", {
    measure: z.strictObject({
      of: z.enum(["count", "ratio", "distinct", "value"]),
      event: label,
      by: z.array(factNameSchema).max(3),
      window: durationSchema.optional(),
      day: z.boolean().optional(),
      where: conditionSchema.optional(),
      distinct: factNameSchema.optional(),
    }),
    operator: z.enum(["lt", "le", "gt", "ge"]),
    threshold: z.number(),
    hold: durationSchema,
    recover: z
      .strictObject({ operator: z.enum(["lt", "le", "gt", "ge"]), threshold: z.number(), hold: durationSchema })
      .optional(),
    pauses: z.enum(["channel", "wave", "none"]),
  }),
  node("subflow", { flow: label }),
  // Actions
  node("route", { destination: label, lines: conditionSchema.optional() }),
  node("tag", { tag: label, whileMatched: z.boolean().optional() }),
  node("untag", { tag: label }),
  node("set_field", { field: label, value: z.union([z.string().max(500), z.number(), z.boolean()]) }),
  node("add_line", { sku: label, qty: z.number().int().min(1).max(100_000), name: label.optional() }),
  node("hold", { reason: text }),
  node("release", {}),
  node("freeze", { scope: z.enum(["order", "brand", "batch", "customer"]), reason: text }),
  node("unfreeze", { scope: z.enum(["order", "brand", "batch", "customer"]) }),
  node("reserve_stock", {}),
  node("pause_channel", { target: z.enum(["channel", "workshop", "wave", "sku"]), reason: text }),
  node("resume_channel", { target: z.enum(["channel", "workshop", "wave", "sku"]) }),
  node("alert", {
    to: people,
    channel: z.enum(["inbox", "wecom", "dingtalk", "feishu", "sms", "email"]),
    level: z.number().int().min(1).max(4),
    text,
    quietHours: quietHoursSchema.optional(),
  }),
  node("task", { to: people, title: text }),
  node("notify", {
    to: label,
    channel: z.enum(["sms", "wechat", "email"]),
    template: text,
    quietHours: quietHoursSchema.optional(),
  }),
  node("webhook", { endpoint: label, event: label }),
  // No effect
  node("note", { text: z.string().max(5000) }),
  node("frame", { width: z.number().positive(), height: z.number().positive() }),
]);
export type FlowNode = z.infer<typeof nodeSchema>;
export type NodeKind = FlowNode["kind"];
export type NodeOf<K extends NodeKind> = Extract<FlowNode, { kind: K }>;

/** A line from one node's port to the next node. */
export const edgeSchema = z.strictObject({ id: idSchema, from: idSchema, port: idSchema, to: idSchema });
export type FlowEdge = z.infer<typeof edgeSchema>;

/** A counter that a flow declares: fact `count.<id>`, `sum.<id>` or `distinct.<id>`. */
export const windowFactSchema = z.strictObject({
  id: idSchema,
  of: z.enum(["count", "sum", "distinct"]),
  /** What is counted: orders received, or another event. */
  event: label,
  by: z.array(factNameSchema).min(1).max(4),
  window: durationSchema,
  field: factNameSchema.optional(),
  where: conditionSchema.optional(),
  /** An event of the group that begins the count anew: 连续三次 is three with none of these between. */
  reset: z.strictObject({ event: label, where: conditionSchema.optional() }).optional(),
});
/** A regular expression (RE2 syntax, linear time) over a text fact: boolean fact `pattern.<id>`. */
export const patternFactSchema = z.strictObject({
  id: idSchema,
  fact: factNameSchema,
  expression: z.string().max(500),
});
export type WindowFact = z.infer<typeof windowFactSchema>;
export type PatternFact = z.infer<typeof patternFactSchema>;

export const flowDocumentSchema = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  name: z.string().min(1).max(120),
  description: z.string().max(2000).optional(),
  /** Brands it applies to; empty: all. */
  brands: z.array(label).max(500),
  windows: z.array(windowFactSchema).max(50),
  patterns: z.array(patternFactSchema).max(50),
  nodes: z.array(nodeSchema).max(5000),
  edges: z.array(edgeSchema).max(20_000),
});
export type FlowDocument = z.infer<typeof flowDocumentSchema>;
