/** What waits, as rows of one list: who or what it is about, why, since when, and what a person can do. */
import { holdReason } from "@switchyard/flow";
import type { TFunction } from "i18next";
import { titleOf } from "../channels/inbox-text.ts";
import type { Permission } from "../shell/session.ts";
import type { Format } from "../words/format.ts";
import type { TodoPart } from "./parts.ts";
import { type TodoQuery, todoApi } from "./todo-api.ts";

export interface TodoAction {
  label: string;
  /** Asks once more before it happens. */
  ask?: string;
  danger?: true;
  /** Where it is not `orders.act`. */
  needs?: Permission;
  run: (by: string) => Promise<unknown>;
}
export interface TodoRow {
  key: string;
  order: { id: string; text: string } | null;
  title: string;
  detail: string;
  since: number;
  due: number | null;
  actions: TodoAction[];
}
export interface TodoPage {
  rows: TodoRow[];
  nextCursor: string | null;
}
interface Words {
  t: TFunction;
  format: Format;
}
type Named = { id: string; external_id: string; brand: string | null; style_code: string | null };
const orderOf = ({ id, external_id, brand, style_code }: Named) => ({
  id,
  text: [external_id, brand, style_code].filter(Boolean).join(" · "),
});
const TARGETS = ["channel", "workshop", "wave", "sku"] as const;

export async function loadRows(part: TodoPart, query: TodoQuery, words: Words, signal: AbortSignal): Promise<TodoPage> {
  return LOADERS[part](query, words, signal);
}

const LOADERS: Record<TodoPart, (query: TodoQuery, words: Words, signal: AbortSignal) => Promise<TodoPage>> = {
  async approvals(query, { t }, signal) {
    const { items, nextCursor } = await todoApi.approvals(query, signal);
    const rows = items.map(({ order, name, title, flow_name, level, levels, approvers, since, due }): TodoRow => {
      const who = approvers.map((one) => one.name).join(t("state.comma"));
      const decide = (decision: "approved" | "rejected") => (by: string) =>
        todoApi.decide(order.id, { approval: name, decision, by });
      return {
        ...{ key: `${order.id} ${name}`, order: orderOf(order), title: title || flow_name, since, due },
        detail: [flow_name, t("todo.level", { level, levels }), who && t("todo.asked", { who })]
          .filter(Boolean)
          .join(" · "),
        actions: [
          { label: t("todo.approve"), run: decide("approved") },
          { label: t("todo.reject"), ask: t("todo.rejectAsk"), danger: true, run: decide("rejected") },
        ],
      };
    });
    return { rows, nextCursor };
  },
  async tasks(query, { t, format }, signal) {
    const { items, nextCursor } = await todoApi.tasks(query, signal);
    const rows = items.map(
      ({ id, title, said, order, people, lines, at }): TodoRow => ({
        ...{ key: id, title: titleOf({ title, said }, { t, format }), since: at, due: null },
        order: order === null ? null : { id: order, text: lines[0]?.value ?? order },
        detail: people.map((one) => one.name).join(t("state.comma")),
        actions: [{ label: t("todo.done"), needs: "outbox.manage", run: (by) => todoApi.done(id, by) }],
      }),
    );
    return { rows, nextCursor };
  },
  async pooled(query, { t }, signal) {
    const { items, nextCursor } = await todoApi.pooled(query, signal);
    const rows = items.map(({ order, gates, since }): TodoRow => {
      const [first] = gates;
      const where = gates.map(({ target, name }) => `${t(`todo.target.${known(target)}`)} ${name}`);
      return {
        ...{ key: order.id, order: orderOf(order), since, due: null },
        title: t("todo.pausedAt", { where: [...new Set(where)].join(t("state.comma")) }),
        detail: t("todo.waitingEvents", { n: gates.length }),
        actions:
          first === undefined
            ? []
            : [
                {
                  label: t("todo.resume", { name: first.name }),
                  ask: t("todo.resumeAsk", { name: first.name }),
                  run: (by) => todoApi.resume({ target: known(first.target), name: first.name, by }),
                },
              ],
      };
    });
    return { rows, nextCursor };
  },
  async held(query, { t, format }, signal) {
    const { items, nextCursor } = await todoApi.held(query, signal);
    const rows = items.map(({ order, reasons, since }): TodoRow => ({
      ...{ key: order.id, order: orderOf(order), since, due: null },
      title: reasons.map(({ reason }) => format.text(holdReason(reason))).filter(Boolean).join(t("state.comma")) || t("todo.noReason"),
      detail: [...new Set(reasons.map(({ flow_name }) => flow_name))].filter(Boolean).join(t("state.comma")),
      actions: [{ label: t("todo.release"), ask: t("todo.releaseAsk"), run: (by) => todoApi.release(order.id, by) }],
    })); // biome-ignore format: rows
    return { rows, nextCursor };
  },
  async frozen(query, { t }, signal) {
    const { items, nextCursor } = await todoApi.frozen(query, signal);
    const rows = items.map(
      ({ order, freezes, since }): TodoRow => ({
        ...{ key: order.id, order: orderOf(order), since, due: null },
        title: t("todo.frozenBy", {
          what: freezes.map(({ scope, name }) => frozenText(t, scope, name, order.external_id)).join(t("state.comma")),
        }),
        detail: "",
        actions: freezes.map(({ scope, name }) => ({
          label: freezes.length === 1 ? t("todo.lift") : t("todo.liftOf", { what: t(`orders.frozenScope.${scope}`) }),
          ask: t("todo.liftAsk", { what: frozenText(t, scope, name, order.external_id) }),
          run: (by) => todoApi.lift({ scope, name, by }),
        })),
      }),
    );
    return {
      rows: query.cursor === undefined && query.q === "" ? [...(await freezeRows(t, signal)), ...rows] : rows,
      nextCursor,
    };
  },
  async batches(query, { t, format }, signal) {
    const { items, nextCursor } = await todoApi.batches(query, signal);
    const rows = items.map(
      ({ id, flow_name, group, count, qty, orders, opened_at, closes_at }): TodoRow => ({
        ...{ key: id, since: opened_at, due: closes_at },
        order: orders[0] === undefined ? null : { id: orders[0], text: t("todo.firstOrder") },
        title: group.join(" · ") || flow_name,
        detail: [flow_name, t("todo.members", { count: format.number(count), qty: format.number(qty) })].join(" · "),
        actions: [{ label: t("todo.close"), ask: t("todo.closeAsk"), run: (by) => todoApi.close(id, by) }],
      }),
    );
    return { rows, nextCursor };
  },
};

/** Brands, customers and lots that are frozen stand before the orders. */
async function freezeRows(t: TFunction, signal: AbortSignal): Promise<TodoRow[]> {
  const { items } = await todoApi.freezes(signal);
  return items.map(({ scope, name, by }): TodoRow => ({
    ...{ key: `${scope} ${name}`, order: null, since: 0, due: null },
    title: t("todo.frozenBy", { what: frozenText(t, scope, name, name) }),
    detail: by.map(({ reason }) => reason).filter(Boolean).join(t("state.comma")),
    actions: [{ label: t("todo.lift"), ask: t("todo.liftAsk", { what: name }), run: (who) => todoApi.lift({ scope, name, by: who }) }],
  })); // biome-ignore format: rows
}

type Scope = "order" | "brand" | "batch" | "customer";
const frozenText = (t: TFunction, scope: Scope, name: string, own: string) =>
  `${t(`orders.frozenScope.${scope}`)} ${scope === "order" ? own : name}`;
const known = (target: string) => TARGETS.find((one) => one === target) ?? "channel";
