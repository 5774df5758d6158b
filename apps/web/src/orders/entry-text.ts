/** A journal entry in words. What has no words yet is shown by its type, never hidden. */
import { effectSentence, eventName, fieldName, type Names } from "@switchyard/flow";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace, type Workspace } from "../shell/workspace.ts";
import type { OrderDetail, TimelineEntry } from "./orders-api.ts";
import { useStateName } from "./use-state-name.ts";

type Data = Record<string, unknown>;

const text = (data: Data, name: string): string => {
  const value = data[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
const isData = (value: unknown): value is Data => typeof value === "object" && value !== null;

/** An order whose PO number another source's order has. */
const SAME_PO = "same_po";
/** Told with the message's own title. */
const ABOUT_ALERT = new Set(["alert_acknowledged", "message_undelivered", "message_held", "message_resent"]);
/** The runtime itself acts as `switchyard`; saying so at every line would only be noise. */
const RUNTIME = "switchyard";
/** Whoever sits at a demo. */
const LOCAL = "local";
const MINUTE = 60_000;

/** A kind of event or effect, in words; one that has none is named by its kind. */
export function useEntryWord(): (type: string) => string {
  const { t, i18n } = useTranslation();
  return (type) => {
    const key = `entry.${type.replaceAll(".", "_")}`;
    return i18n.exists(key) ? i18n.t(key as "entry.other", { type }) : t("entry.other", { type });
  };
}

/** Fields that the workspace declared, by the names that it gave them. */
const ownFields =
  (fields: Workspace["settings"]["customFields"] = []): NonNullable<Names["fact"]> =>
  (name) => {
    const found = fields.find((one) => name === one.name || name === `custom.${one.name}`);
    return found && { ...found, kind: "field" };
  };
export function useFieldName(): (name: string) => string {
  const format = useFormat();
  const fact = ownFields(useWorkspace()?.settings.customFields);
  return (name) => format.text(fieldName(name, { fact }));
}

/** What is locked, in words: `destination`, `field:<name>`, `tag:<name>`. */
export function useLockName(): (lock: string) => string {
  const { t } = useTranslation();
  const field = useFieldName();
  return (lock) => {
    const [kind = "", name] = lock.split(/:(.*)/, 2);
    if (name === undefined) return kind === "destination" ? t("orders.destination") : kind;
    return kind === "field" ? field(name) : t("orders.lockedTag", { name });
  };
}

/** Who did it, and for whom where it was in another's name. Who is not said is empty. */
export function whoActed(
  { actor, actor_name, data }: Pick<TimelineEntry, "actor" | "actor_name" | "data">,
  personName: (id: string) => string,
): { name: string; whose: string } {
  const name = actor === RUNTIME ? "" : (actor_name ?? personName(actor));
  const by = text(data, "by");
  const whose = by === "" ? "" : personName(by);
  return { name, whose: whose === name || by === LOCAL ? "" : whose };
}

/** It was heard of more than a minute after it happened. */
export const isPast = ({ at, data }: Pick<TimelineEntry, "at" | "data">): boolean =>
  typeof data.occurredAt === "number" && at - data.occurredAt >= MINUTE;

/** `mentioned`: orders that entries speak of, by the numbers that people have for them. */
export function useEntryText(
  mentioned: OrderDetail["mentioned"] = [],
): (entry: TimelineEntry) => { title: string; detail: string } {
  const { t } = useTranslation();
  const word = useEntryWord();
  const lockName = useLockName();
  const field = useFieldName();
  const format = useFormat();
  const stateName = useStateName();
  const workspace = useWorkspace();
  const table = (items: readonly { id: string; name: string }[] = []) =>
    Object.fromEntries(items.map(({ id, name }) => [id, name]));
  const numbers = new Map(mentioned.map(({ id, external_id }) => [id, external_id]));
  const place = (id: string) => workspace?.destinations.find((one) => one.id === id)?.name ?? id;

  /** By flow's own generator; only an effect that it does not know is named by its type. */
  function effectText(effect: Data): string {
    const { currency, zone } = workspace ?? {};
    const names = {
      destinations: table(workspace?.destinations),
      people: table(workspace?.people),
      order: (id: string) => numbers.get(id) ?? id,
      fact: ownFields(workspace?.settings.customFields),
      ...(currency === undefined ? {} : { currency }),
      ...(zone === undefined ? {} : { zone }),
    };
    const said = effectSentence(effect, names);
    if (said) return format.text(said);
    return [word(text(effect, "type")), text(effect, "text") || text(effect, "reason")].filter(Boolean).join(" ");
  }

  /** Whose PO number it is, and in what the two orders differ. */
  function twinText(data: Data): string {
    const fields = Array.isArray(data.differs)
      ? data.differs.map((name) => field(String(name))).join(t("state.comma"))
      : "";
    const first = t("orders.twinOf", { number: text(data, "external_id"), source: text(data, "source") });
    return [first, fields === "" ? "" : t("orders.twinDiffers", { fields })].filter(Boolean).join(" · ");
  }

  const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

  const personName = (id: string) => workspace?.people.find((one) => one.id === id)?.name ?? id;
  function whoText(entry: TimelineEntry): string {
    const { name, whose } = whoActed(entry, personName);
    const said = (one: string) => (one === LOCAL ? t("orders.byLocal") : one);
    return whose === "" || name === "" ? said(name || whose) : t("orders.inName", { name: said(name), whose });
  }

  /** What the product itself observes has a word; what others report is named as they do. */
  const measureName = (name: string) => (name === "alert_acknowledged" ? word(name) : format.text(eventName(name, {})));

  return (entry) => {
    const { type, data } = entry;
    // An entry of that type is an effect itself, told by no decision.
    const isEffect = type === "acted" && text(data, "type") !== "";
    const effects = (isEffect ? [data] : listOf(data.effects)).flatMap((effect) =>
      isData(effect) ? effectText(effect) : [],
    );
    const outcome = text(data, "outcome");
    // A decision's reason is a code; why it came out so is told beside the timeline.
    const own = isEffect ? [] : ["text", outcome === "" ? "reason" : "", "tag"].map((name) => text(data, name));
    const said = own.filter((one) => !one.startsWith(SAME_PO));
    if (outcome === "undecided" || outcome === "parked") said.push(t(`outcome.${outcome}`));
    if (data.what === SAME_PO) said.push(twinText(data));
    if (ABOUT_ALERT.has(type)) said.unshift(text(data, "title"));
    if (type === "message_held") said.push(t("orders.heldUntil", { time: format.dateTime(Number(data.until)) }));
    if (type === "alert_acknowledged" && listOf(data.watches).length > 0) said.push(t("inbox.escalationEnded"));
    if (type === "measure_observed") said.unshift(measureName(text(data, "measure")));
    const locks =
      type === "locked" || type === "unlocked" ? listOf(data.names).map((name) => lockName(String(name))) : [];
    if (type === "state_asserted") said.unshift(stateName(text(data, "to")));
    if (type === "lot_linked")
      said.unshift(text(data, "lot"), text(data, "step"), data.on === false ? t("orders.takenBack") : "");
    if (type === "freeze_told") said.unshift(text(data, "name"));
    if (isPast(entry)) said.push(t("orders.happened", { time: format.dateTime(Number(data.occurredAt)) }));
    const where = effects.length === 0 ? place(text(data, "destination")) : "";
    const verdict = text(data, "decision");
    if (type === "approval_decided" && (verdict === "approved" || verdict === "rejected"))
      said.unshift(t(`orders.${verdict}`));
    return {
      title: word(type),
      detail: [...effects, where, ...locks, ...said, whoText(entry)].filter(Boolean).join(" · "),
    };
  };
}
