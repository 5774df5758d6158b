/** 待审核 → … → 已签收, and the states beside the chain. */
import type { OrderState, StateMachine, StateTransition } from "./machine.ts";

const state = (id: string, zh: string, en: string, more: Omit<OrderState, "id" | "label"> = {}): OrderState => ({
  id,
  label: { zh, en },
  ...more,
});

const STATES: OrderState[] = [
  state("PendingReview", "待审核", "Pending review", { stage: 1 }),
  state("Assigned", "已分仓", "Assigned", { stage: 2 }),
  state("Picked", "已拣货", "Picked", { stage: 3 }),
  state("Checked", "已复核", "Checked", { stage: 4 }),
  state("Packed", "已打包", "Packed", { stage: 5 }),
  state("HandedOver", "已交接", "Handed over", { stage: 6, evidence: ["scan"] }),
  state("PickedUp", "已揽收", "Picked up", { stage: 7, evidence: ["courier"] }),
  state("InTransit", "在途", "In transit", { stage: 8, evidence: ["courier"] }),
  state("OutForDelivery", "派送中", "Out for delivery", { stage: 9, evidence: ["courier"] }),
  state("Signed", "已签收", "Signed", { stage: 10, evidence: ["courier", "platform"] }),
  state("Held", "已挂起", "Held"),
  state("Cancelled", "已取消", "Cancelled", { terminal: true }),
  state("RefundRequested", "申请退款", "Refund requested"),
  state("Refunded", "已退款", "Refunded", { terminal: true }),
  state("Returned", "已退回", "Returned", { evidence: ["courier", "scan", "hand"] }),
];

/** In our hands: may be held, cancelled, and taken up again where it was. */
const IN_HOUSE = ["PendingReview", "Assigned", "Picked", "Checked", "Packed"];
/** With the courier: may come back. Couriers leave out scans between pickup and signature, so those steps may be skipped. */
const UNDER_WAY = ["HandedOver", "PickedUp", "InTransit", "OutForDelivery"];
const CHAIN = [...IN_HOUSE, ...UNDER_WAY, "Signed"];

const moves = (from: string[], to: string[]): StateTransition[] =>
  from.flatMap((source) => to.filter((target) => target !== source).map((target) => ({ from: source, to: target })));

const TRANSITIONS: StateTransition[] = [
  ...CHAIN.slice(1).map((to, index) => ({ from: CHAIN[index] ?? "", to })),
  ...moves(["PickedUp"], ["OutForDelivery", "Signed"]),
  ...moves(["InTransit"], ["Signed"]),
  ...moves(["OutForDelivery"], ["InTransit"]),
  ...moves(IN_HOUSE, ["Held", "Cancelled"]),
  ...moves(["Held"], [...IN_HOUSE, "Cancelled", "RefundRequested", "Refunded"]),
  ...moves(CHAIN, ["RefundRequested", "Refunded"]),
  ...moves(["RefundRequested"], [...CHAIN, "Held", "Cancelled", "Refunded", "Returned"]),
  ...moves([...UNDER_WAY, "Signed"], ["Returned"]),
  ...moves(["Returned"], ["Refunded"]),
];

export const DEFAULT_STATE_MACHINE: StateMachine = {
  initial: "PendingReview",
  states: STATES,
  transitions: TRANSITIONS,
};
