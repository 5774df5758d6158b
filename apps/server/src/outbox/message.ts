/** What people read: an effect of a flow as a message, without anybody's address. */
import { createHash } from "node:crypto";
import type { Message, Recipient } from "@switchyard/connectors";
import type { Origin } from "@switchyard/engine";
import { brandNamed, type Order, type Text } from "@switchyard/orders";
import type { Brand, Contact, InboxSaid, Person } from "@switchyard/store";
import type { QuietRules } from "./quiet.ts";
import type { Leaving } from "./routing.ts";
import { type LabelCode, labelsOf, type OutgoingWords } from "./words/words.ts";

/** What a message carries as `data`, and what acknowledging it needs. */
export interface MessageData extends Record<string, unknown> {
  order: string | null;
  origin: Origin | null;
}
export interface MessageContext {
  order: Order | null;
  people: readonly Person[];
  brands: readonly Brand[];
  /** Id of the tracking link that goes with it; null: none. */
  link: string | null;
  quiet: QuietRules;
  words: OutgoingWords;
  /** What a state of the workspace is called on the shop floor, and an instant in its time. */
  stateText(id: string): Text;
  timeText(at: number): string;
  flowName(flow: string): string;
}

export const shortHash = (...parts: string[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
/** The same row gives the same id in whatever process. */
export const messageIdOf = (outbox: string) => `msg_${shortHash(outbox)}`;

export function messageOf(
  effect: Leaving,
  { outbox, at }: { outbox: string; at: number },
  context: MessageContext,
): Message {
  const { order, link, words } = context;
  const flow = effect.origin === null ? null : context.flowName(effect.origin.flow);
  const title = titleOf(effect, flow, context);
  const kind =
    effect.type === "webhook"
      ? effect.event
      : effect.origin === null
        ? codeOf(effect)
        : `${effect.origin.flow}.${effect.origin.node}`;
  const said = [...linesOf(effect, order, flow), ...nodeLines(effect, at, context)];
  const data: MessageData = {
    type: effect.type,
    order: effect.order,
    origin: effect.origin,
    ...(order === null ? {} : { content: contentOf(order) }),
    ...(effect.orders === undefined ? {} : { orders: effect.orders.slice(0, 1000) }),
    ...(effect.subject === undefined ? {} : { subject: effect.subject }),
    ...(effect.data === undefined ? {} : { said: effect.data }),
    ...(link === null ? {} : { tracking_link: link }),
  };
  return {
    id: messageIdOf(outbox),
    at,
    kind: kind.slice(0, 200),
    kindName: title.slice(0, KIND_NAME[words.language]),
    level: levelOf(effect),
    title,
    language: words.language,
    lines: said.map(([code, value]) => ({ label: words.labels[code], value, code })),
    variables: Object.fromEntries(said),
    to: recipientsOf(effect, context),
    ...(effect.type === "notify" && effect.order !== null && isOutside(effect.to) ? { about: effect.order } : {}),
    data,
  };
}

/** As much of a title as tells kinds apart in a digest. */
const KIND_NAME: Readonly<Record<OutgoingWords["language"], number>> = { "zh-CN": 20, en: 40 };

const codeOf = (effect: Leaving) => (effect.type === "alert" && effect.code !== undefined ? effect.code : effect.type);

function levelOf(effect: Leaving): Message["level"] {
  if (effect.type !== "alert") return 1;
  return effect.level >= 4 ? 4 : effect.level === 3 ? 3 : effect.level === 2 ? 2 : 1;
}

function titleOf(effect: Leaving, flow: string | null, { words, stateText }: MessageContext): string {
  const said = saidOf(effect, flow, stateText);
  if (said !== null) {
    const { text = "", flow: name = text, zh = name, en = zh } = said.values;
    return words.titles[said.code](words.text({ zh, en }));
  }
  switch (effect.type) {
    case "alert":
      return effect.text;
    case "task":
      return effect.title;
    case "notify":
      return effect.template;
    case "webhook":
      return effect.event;
  }
}

type OwnTitle = "missing_step" | "unknown_code" | "same_po" | "flow_alert" | "flow_task";

/** Which title of the product's own it has; null where it stands in the words of whoever drew the flow. */
export function saidOf(
  effect: Leaving,
  flow: string | null,
  stateText: MessageContext["stateText"],
): (InboxSaid & { code: OwnTitle }) | null {
  if (effect.type === "alert" && effect.code !== undefined) {
    if (effect.code === "missing_step") return { code: effect.code, values: { ...stateText(effect.text) } };
    return { code: effect.code === "same_po" ? effect.code : "unknown_code", values: { text: effect.text } };
  }
  if (effect.type === "alert" && !effect.text) return { code: "flow_alert", values: { flow: flow ?? "" } };
  if (effect.type === "task" && !effect.title) return { code: "flow_task", values: { flow: flow ?? "" } };
  return null;
}

/** A line by the code of its label. */
type Line = readonly [code: LabelCode, value: string];

/** What identifies it on a busy screen. */
function linesOf(effect: Leaving, order: Order | null, flow: string | null): Line[] {
  const lines: [LabelCode, string | undefined][] = [
    ["order", order === null ? undefined : order.external_id],
    ["brand", order?.brand],
    ["style", order?.style_code],
    ["due", order?.due_date],
    ["orders", effect.orders === undefined ? undefined : String(effect.orders.length)],
    ...(["open", "unrouted", "overdue"] as const).map((name): [LabelCode, string | undefined] => [
      name,
      figureOf(effect, name),
    ]),
    ["subject", effect.subject],
    ["flow", flow ?? undefined],
  ];
  return lines.flatMap(([code, value]) =>
    value === undefined || value === "" ? [] : [[code, value.slice(0, 200)] as const],
  );
}

/** Whoever is outside the house is told which state was reached, and when: the rest they see behind the link. */
function nodeLines(effect: Leaving, at: number, { words, stateText, timeText }: MessageContext): Line[] {
  if (effect.type !== "notify" || !isOutside(effect.to)) return [];
  const state = effect.data?.to;
  return [
    ...(typeof state === "string" ? [["state", words.text(stateText(state))] as const] : []),
    ["at", timeText(at)],
  ];
}

/** What a schedule's turn says of all orders together. */
function figureOf({ data }: Leaving, name: string): string | undefined {
  const figure = data?.type === "scheduled" ? data[name] : undefined;
  return typeof figure === "number" ? String(figure) : undefined;
}

function contentOf({ id, source, external_id, brand, style_code, due_date, due_at, tracking_no }: Order) {
  return { id, source, external_id, brand, style_code, due_date, due_at, tracking_no };
}

/** Ids, names and roles of people; whoever fits none of them stays as he was named. */
function recipientsOf(effect: Leaving, { people, order, brands, words, stateText }: MessageContext): Recipient[] {
  if (effect.type === "webhook") return [];
  const names =
    effect.type !== "notify"
      ? effect.to
      : effect.to === BRAND
        ? (brandNamed(brands, order?.brand)?.contacts ?? [])
        : [effect.to];
  const found = new Map<string, Recipient>();
  for (const name of names) {
    const persons = people.filter((one) => one.id === name || one.name === name || one.role === name);
    for (const { id, name: called } of persons) found.set(id, { id, name: called });
    if (persons.length > 0) continue;
    const isOwner = name.startsWith(OWNER);
    const called = isOwner ? words.ownerOf(words.text(stateText(name.slice(OWNER.length)))) : name;
    found.set(name, { id: name, name: name === CUSTOMER ? (order?.buyer_name ?? name) : called });
  }
  return [...found.values()];
}

export const CUSTOMER = "customer";
/** Before a state: whoever owes the step that leads there. */
const OWNER = "owner:";
/** 品牌联系人 of the order's brand. */
const BRAND = "brand";
/** The brand that is to be told and has no contacts; its id is null where orders call it so and the workspace does not. */
export function brandWithoutContacts(
  effect: Leaving,
  { order, brands }: Pick<MessageContext, "order" | "brands">,
): { id: string | null; name: string } | null {
  if (effect.type !== "notify" || effect.to !== BRAND) return null;
  const brand = brandNamed(brands, order?.brand);
  if ((brand?.contacts ?? []).length > 0) return null;
  return { id: brand?.id ?? null, name: brand?.name ?? order?.brand ?? "" };
}

/** They have no way into the house: a link to the order's page goes with what they are told. */
export const isOutside = (to: string): boolean => to === CUSTOMER || to === BRAND;

interface Leaves {
  contacts: ReadonlyMap<string, Contact>;
  order: Order | null;
  /** The address behind a tracking link. */
  addressOf(link: string): string | null;
}

/** Addresses are looked up when the message leaves, so that a corrected one counts for what is sent again. */
export function withAddresses(message: Message, { contacts, order, addressOf }: Leaves): Message {
  const link = typeof message.data?.tracking_link === "string" ? addressOf(message.data.tracking_link) : null;
  return {
    ...message,
    ...(link === null ? {} : { link, data: { ...message.data, tracking_link: link } }),
    variables: { ...byLabel(message), ...message.variables, ...(link === null ? {} : { link }) },
    to: message.to.map((one) => {
      const { quiet_hours: _, ...addresses } = contacts.get(one.id) ?? {};
      return { ...one, ...(one.id === CUSTOMER ? customerContact(order) : addresses) };
    }),
  };
}

/** A channel's template may name a label in another language: as it stood when the template was described. */
const byLabel = ({ lines }: Message): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap(({ code, value }) => (code === undefined ? [] : labelsOf(code).map((label) => [label, value]))),
  );

/** What the source said in declared fields; other customers' data is never guessed at. */
function customerContact(order: Order | null): Contact {
  const { email, mobile, phone } = order?.custom ?? {};
  const number = mobile ?? phone;
  return {
    ...(typeof email === "string" ? { email } : {}),
    ...(typeof number === "string" || typeof number === "number" ? { mobile: String(number) } : {}),
  };
}
