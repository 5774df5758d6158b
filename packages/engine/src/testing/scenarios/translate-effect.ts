/** From the core's effects to the scenarios' words for them: by type of effect, never by case. */
import { calendarDate, type StateMachine, stateNamed } from "@switchyard/orders";
import type { Effect, JournalRecord } from "../../effect/effect.ts";
import type { OrderState } from "../../state/state.ts";

/** One effect in the scenarios' words. `rule` null: the core's own, which belongs to whatever rule asks for it. */
export interface Told {
  at: number;
  effect: string;
  rule: string | null;
  fields: Record<string, unknown>;
}
export interface Context {
  at: number;
  zone: string;
  machine: StateMachine;
  order: (id: string) => OrderState | undefined;
  /** What the author called the node that an effect comes from. */
  nodeName: (effect: Effect) => string | undefined;
}

type Fields = Record<string, unknown>;

/** `name?board=快反车间&level=2`, lists with `|`. */
function call(text: string): { name: string; fields: Fields } {
  const [name = "", query = ""] = text.split("?");
  const fields = query.split("&").flatMap((part): [string, unknown][] => {
    const [key = "", value = ""] = part.split("=");
    if (key === "") return [];
    return [[key, value.includes("|") ? value.split("|") : /^\d+$/.test(value) ? Number(value) : value]];
  });
  return { name, fields: Object.fromEntries(fields) };
}

export function translateEffect(effect: Effect, context: Context): Told[] {
  const { at } = context;
  const rule = effect.origin?.flow ?? null;
  const base: Fields = {
    ...orderFields(effect, context), ...dataOf(effect), ...(effect.order === null ? {} : { order: ownNumber(effect.order) }),
    ...(effect.orders === undefined ? {} : { orders: effect.orders }), ...(effect.origin === null ? {} : { ruleVersion: effect.origin.version }),
  }; // biome-ignore format: a record
  return words(effect, context).map(({ effect: name, ...fields }) => ({
    at,
    effect: String(name),
    rule,
    fields: { ...base, ...fields },
  }));
}

/** The number by which its channel knows an order. */
const ownNumber = (order: string): string => order.split("@")[0] ?? order;

/** What the event said of its subject; what it says of itself is not the effect's. */
function dataOf(effect: Effect): Fields {
  const { type: _type, to: _to, by: _by, occurred_at: _at, ...data } = effect.data ?? {};
  return data;
}

function orderFields(effect: Effect, { order }: Context): Fields {
  const state = effect.order === null ? undefined : order(effect.order);
  return {
    ...state?.order?.custom,
    ...(state?.order?.brand === undefined ? {} : { brand: state.order.brand }),
    ...(state?.order?.customer_id === undefined ? {} : { customer: state.order.customer_id }),
    ...state?.fields,
  };
}

const label = (context: Context, state: string | undefined) =>
  state === undefined ? undefined : (stateNamed(context.machine, state)?.label.zh ?? state);

function words(effect: Effect, context: Context): Fields[] {
  switch (effect.type) {
    case "route": {
      if (effect.overridden !== undefined || effect.locked !== undefined) return [];
      const [kind, wave] = effect.destination.split(":");
      const to = kind === "wave" ? { effect: "wave", wave } : { effect: "route", warehouse: effect.destination };
      return effect.lines === undefined ? [to] : effect.lines.map((line) => ({ ...to, line }));
    }
    case "alert":
      if (effect.code === "missing_step") return [{ effect: "notify", to: `owner:${label(context, effect.text)}` }];
      return [
        {
          effect: "alert",
          level: effect.level,
          channel: effect.channel,
          to: effect.to[0],
          reason: effect.text,
          ...(effect.code === undefined ? {} : { code: effect.code }),
        },
        ...effect.to.map((to) => ({ effect: "push", to })),
      ];
    case "notify": {
      const { name, fields } = call(effect.template);
      return [{ effect: effect.channel === "sms" ? "sms" : "notify", to: effect.to, template: name, ...fields }];
    }
    case "task": {
      const { name, fields } = call(effect.title);
      return [
        { effect: "task", to: effect.to[0], ...fields },
        { effect: name, to: effect.to[0], ...fields },
      ];
    }
    case "webhook": {
      const { name, fields } = call(effect.endpoint);
      return [{ effect: name, ...fields }];
    }
    case "tag":
      return effect.locked === undefined ? [{ effect: "tag", tag: effect.tag }] : [];
    case "untag":
      return [{ effect: "untag", tag: effect.tag }];
    case "add_line":
      return [{ effect: "addLine", sku: effect.sku, qty: effect.qty }];
    case "hold":
      return [{ effect: "hold", reason: effect.reason, available: effect.available ?? null }];
    case "release":
      return [{ effect: "release" }];
    case "reserve":
      return [{ effect: "reserve", sku: effect.sku, qty: effect.qty }];
    case "unreserve":
      return [{ effect: "unreserve", sku: effect.sku, qty: effect.qty }];
    case "freeze":
    case "unfreeze": {
      const name = effect.type;
      if (effect.scope === "brand") return [{ effect: `${name}Payment`, brand: effect.name }];
      return effect.scope === "batch"
        ? [{ effect: name, batch: effect.name }]
        : [{ effect: name, [effect.scope]: effect.name }];
    }
    case "pause":
    case "resume": {
      const name =
        effect.type === "pause"
          ? { workshop: "pauseDispatch", wave: "freezeWave", channel: "pauseChannel", sku: "pauseArticle" }
          : { workshop: "resumeDispatch", wave: "resumeWave", channel: "resumeChannel", sku: "resumeSale" };
      return [{ effect: name[effect.target], [effect.target]: effect.name }];
    }
    case "pool":
      return [{ effect: "stored" }];
    case "replay":
      return [{ effect: "replay", count: effect.count }];
    case "batch_joined": {
      if ((effect.orders?.length ?? 0) < 2) return [];
      return [
        {
          effect: context.nodeName(effect) ?? "batch",
          due: effect.due_at === null ? null : calendarDate(effect.due_at, context.zone),
        },
      ];
    }
    case "batch_left":
      return effect.orders?.length === 1 ? [{ effect: "batchDissolved" }] : [];
    case "approval_asked":
      return [
        { effect: "popup", popup: effect.title },
        { effect: "approval", levels: effect.levels, level: effect.level },
      ];
    case "state":
      return [{ effect: "state", canonical: effect.to }];
    case "platform_state":
      return [{ effect: "state", canonical: effect.canonical }];
    case "reject":
      return [{ effect: "reject", reason: effect.code, missing: label(context, effect.missing) }];
    case "intercept":
      return [{ effect: "intercept" }];
    case "park":
      return [{ effect: "parked", event: label(context, effect.event) }];
    case "resolve":
      return [{ effect: "resolve", reason: "lateEvidence" }];
    case "set_field":
      if (effect.overridden !== undefined || effect.locked !== undefined) return [];
      return [{ effect: "set", field: effect.field, value: effect.value }];
    default:
      return [];
  }
}

/** An order that was taken in is in the pool. */
export function translateRecord(record: JournalRecord, at: number): Told[] {
  return record.code === "accepted"
    ? [{ at, effect: "create", rule: null, fields: { order: ownNumber(record.order ?? "") } }]
    : [];
}
