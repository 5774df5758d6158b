/** Courier nodes: what a provider's code or text asks to be done. An older node than the newest is history, not news. */
import { carrierOfProvider, courierAction, courierNode, normaliseText, provinceOfNews } from "@switchyard/orders";
import { type EventOf, happenedAt } from "../event/event.ts";
import type { OrderState } from "../state/state.ts";
import { broughtBy } from "../step/facts.ts";
import { note, own, type Run } from "../step/run.ts";
import { alertOnce } from "./once.ts";

export interface CourierNews {
  action: string;
  isLate: boolean;
  /** The state of ours that it proves, if any. */
  asserts: string | null;
}

export function readCourier(run: Run, order: OrderState, event: EventOf<"courier_node">): CourierNews {
  const meaning = event.action === undefined ? courierNode(event.provider ?? "", event.code, event.text ?? "") : null;
  const action = event.action ?? meaning?.action.id ?? "unknown";
  if (meaning !== null && !meaning.known) {
    const what =
      event.text === undefined || event.text === "" ? `${event.provider ?? ""} ${event.code ?? ""}`.trim() : event.text;
    alertOnce(run, "courier", what, event.order);
  }
  const happened = happenedAt(event);
  const isLate = order.courier !== undefined && happened < order.courier.at;
  if (isLate) note(run, "late", { action, happened, newest: order.courier?.at ?? null });
  else {
    const province = provinceOfNews(event.text ?? "", broughtBy(event, "area")) ?? order.courier?.province;
    order.courier = { at: happened, action, ...(province === undefined ? {} : { province }) };
    run.dirty = true;
    hearCarrier(run, order, event);
  }
  const reason = reasonIn(event.text ?? "");
  run.event = { ...event, action, data: { ...event.data, ...(reason === null ? {} : { reason }) } };
  return { action, isLate, asserts: courierAction(action)?.canonical?.orderState ?? null };
}

/** Whoever has the parcel now: as the event names it, or its sender where that carries parcels itself. A person's word stands. */
function hearCarrier(run: Run, order: OrderState, event: EventOf<"courier_node">): void {
  const named = broughtBy(event, "carrier");
  const carrier = typeof named === "string" && named !== "" ? named : carrierOfProvider(event.provider ?? "");
  if (carrier === null || carrier.length > LONGEST_NAME || order.locks?.["field:carrier"] !== undefined) return;
  if (carrier !== (order.fields?.carrier ?? order.order?.carrier)) own(run, order, "fields").carrier = carrier;
}
const LONGEST_NAME = 200;

/** 因暴雨封路，快件滞留 → 暴雨封路; 受台风影响，… → 台风. Signs count in full and half width alike. */
function reasonIn(text: string): string | null {
  const found = /受([^,。;、!]{1,60}?)(?:的?影响)|(?:因为|由于|因|原因:)([^,。;、!]{1,60})/.exec(
    normaliseText(text.slice(0, 2000)),
  );
  return (found?.[1] ?? found?.[2])?.trim() ?? null;
}
