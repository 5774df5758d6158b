/** An order on its way: where to, where its parcel is, who carries it and how they are called, and when it is expected there. */
import type { OrderState } from "@switchyard/engine";
import {
  carrierName,
  carrierOfProvider,
  DEFAULT_STATE_MACHINE,
  normaliseField,
  type Order,
  type Text,
  type WorkspaceSettings,
} from "@switchyard/orders";
import type { Heard } from "./heard.ts";
import { arrivalOf } from "./key-states.ts";
import { instantIn, promiseOf } from "./promise.ts";

export interface Delivery {
  /** The province that it goes to. */
  to_province: string | null;
  /** When it is expected to be there, by the courier or by what was promised; null: nobody said, or it is over. */
  eta: { at: number; by: "courier" | "promise" } | null;
  arrived_at: number | null;
  /** Cancelled, refunded: nothing more is to come. */
  is_over: boolean;
  parcel: Parcel | null;
}
interface Parcel {
  tracking_no: string | null;
  courier: Text | null;
  phone: string | null;
  /** In the courier's words or the table's, and the province that the courier named last. */
  place: Text | null;
  province: string | null;
  at: number | null;
}
interface OnItsWay {
  order: Order;
  state: OrderState;
  heard: Heard;
  settings: WorkspaceSettings;
}

export function deliveryOf({ order, state, heard, settings }: OnItsWay): Delivery {
  const machine = settings.states ?? DEFAULT_STATE_MACHINE;
  const now = order.status ?? "";
  const arrivedAt = now === arrivalOf(machine)?.id ? (state.reached?.[now] ?? order.received_at) : null;
  const isOver = arrivedAt === null && machine.states.some(({ id, terminal }) => id === now && terminal === true);
  return {
    to_province: order.province ?? null,
    eta: arrivedAt === null && !isOver ? etaOf(order, heard, settings) : null,
    arrived_at: arrivedAt,
    is_over: isOver,
    parcel: parcelOf({ order, state, heard, settings }),
  };
}

function etaOf(order: Order, { eta }: Heard, settings: WorkspaceSettings): Delivery["eta"] {
  const said = instantIn(eta, settings);
  if (said !== null) return { at: said, by: "courier" };
  const { arrive_by } = promiseOf(order, settings);
  return arrive_by === null ? null : { at: arrive_by, by: "promise" };
}

function parcelOf({ order, state, heard: { courier }, settings: { customerPage } }: OnItsWay): Parcel | null {
  const { tracking_no = null, custom } = order;
  if (tracking_no === null && courier === null) return null;
  const told = courier?.provider ?? (typeof custom.courier === "string" ? custom.courier : null);
  // The provider by itself: of orders whose news came before carriers were kept.
  const name = order.carrier ?? (told === null ? null : carrierOfProvider(told));
  const known = customerPage?.couriers?.find((one) => normaliseField("carrier", one.name) === name);
  return {
    tracking_no,
    courier: name === null ? null : carrierName(name),
    phone: known?.phone ?? null,
    place: courier?.place ?? null,
    province: state.courier?.province ?? null,
    at: courier?.at ?? null,
  };
}
