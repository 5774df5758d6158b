/** Events that a source may send: parts of the engine's union, with the order named by its id or by the source's own number. */
import { type EngineEvent, type EventType, eventSchema } from "@switchyard/engine";
import { normaliseText } from "@switchyard/orders";
import { z } from "zod";

export const EXTERNAL_TYPES = [
  "order_cancelled", "state_asserted", "courier_node", "platform_status", "after_sale", "measure_observed",
  "stock_changed", "credit_changed",
] as const satisfies readonly EventType[]; // biome-ignore format: a word list
export type ExternalType = (typeof EXTERNAL_TYPES)[number];

const name = z.string().trim().min(1).max(128);
const envelope = {
  /** The source's own: the same id again gets the same answer. */
  id: name.optional(),
  /** When it happened: ISO 8601 with an offset. */
  occurred_at: z.iso.datetime({ offset: true }).optional(),
  source: name.optional(),
};
const about = { order: name.optional(), external_id: name.optional() };
type Named = { order?: string | undefined; source?: string | undefined; external_id?: string | undefined };
type Said<E> = E extends unknown ? Omit<E, "id" | "at" | "occurredAt" | "order"> : never;
export type ExternalEvent = Said<Extract<EngineEvent, { type: ExternalType }>> &
  Named & { id?: string | undefined; occurred_at?: string | undefined };

/** The engine's own schema of a type, with what the server sets left out and the order named by the source. */
function schemaOf(type: ExternalType) {
  const option = eventSchema.options.find((one) => one.shape.type.value === type);
  if (option === undefined) throw new Error(`the engine has no event ${type}`);
  const { type: _type, id: _id, at: _at, occurredAt: _occurred, ...own } = option.shape;
  const { order, ...said }: Record<string, z.ZodType> = own;
  const isOfOrders = order !== undefined;
  const schema = z.strictObject({ type: z.literal(type), ...envelope, ...(isOfOrders ? about : {}), ...said });
  if (!isOfOrders) return schema;
  const mayBeNone = order.safeParse(undefined).success;
  return schema.refine((event) => isNamed(event as Named, mayBeNone), { ...HOW_TO_NAME, path: ["order"] });
}
const HOW_TO_NAME = {
  message: "name the order by `order`, or by `source` and `external_id`",
  params: { zh: "请用 order，或用 source 与 external_id 指明订单" },
};

function isNamed({ order, source, external_id }: Named, mayBeNone: boolean): boolean {
  if (order !== undefined) return external_id === undefined;
  return external_id === undefined ? mayBeNone : source !== undefined;
}

const [first, ...rest] = EXTERNAL_TYPES.map(schemaOf);
if (first === undefined) throw new Error("no external events");
/** Its parts are the engine's, so that what it lets through is what the type says. */
export const externalEventSchema = z.discriminatedUnion("type", [
  first,
  ...rest,
]) as unknown as z.ZodType<ExternalEvent>;

/** Whom an event names. Null: it is about no order. */
export type About = { order: string } | { source: string; externalId: string } | null;

export function aboutOf(event: ExternalEvent): About {
  const { order, source, external_id } = event;
  if (order !== undefined) return { order };
  if (source === undefined || external_id === undefined) return null;
  return { source: normaliseText(source), externalId: normaliseText(external_id) };
}

export interface Stamp {
  id: string;
  at: number;
  order: string | null;
}

/** The event as the engine takes it. What was checked by parts of the engine's schema is one of its events. */
export function engineEvent(event: ExternalEvent, { id, at, order }: Stamp): EngineEvent {
  const { id: _id, occurred_at, order: _order, source: _source, external_id: _externalId, ...said } = event as
    ExternalEvent & Named; // biome-ignore format: one assertion
  const occurred = occurred_at === undefined ? {} : { occurredAt: Date.parse(occurred_at) };
  return { ...said, id, at, ...occurred, ...(order === null ? {} : { order }) } as EngineEvent;
}
