/** A house whose channels reach vendors that stand on this machine, under a clock that a test moves. */
import type { Network } from "@switchyard/connectors";
import { ACCOUNTS, startVendorServer, type VendorServer } from "@switchyard/connectors/testing";
import type { FlowDocument } from "@switchyard/flow";
import { onTestFinished } from "vitest";
import type { Clock } from "../runtime/clock.ts";
import { type House, openHouse, order, publish } from "./harness.ts";

/** 2026-11-23 09:00 in Shanghai. */
export const MORNING = Date.UTC(2026, 10, 23, 1);

export interface HandClock extends Clock {
  pass(ms: number): void;
}
export function handClock(start = MORNING): HandClock {
  let now = start;
  return {
    now: () => now,
    wall: () => now,
    atLeast(at) {
      now = Math.max(now, at);
    },
    pass(ms) {
      now += ms;
    },
  };
}

export interface Yard {
  house: House;
  vendor: VendorServer;
  clock: HandClock;
  /** Sends all that is due now. */
  settle(): Promise<void>;
  addChannel(kind: string, secrets: object, more?: object): Promise<string>;
  outbox(query?: string): Promise<DeliveryRow[]>;
  take(number: string): Promise<string>;
}
export interface DeliveryRow {
  id: string;
  message: string;
  kind: string;
  state: string;
  status: string;
  attempts: number;
  code: string | null;
  digest: string | null;
  next_at: number | null;
  order: { id: string } | null;
  channel: { id: string; kind: string } | null;
  answer: string | null;
  to: string[];
  reason: { zh: string; en: string } | null;
  quiet_until: number | null;
}

export async function openYard({
  now,
  network,
  ...options
}: {
  /** How mail reaches a server of this machine. */
  network?: Network;
  folder?: string;
  secretKey?: string;
  now?: number;
} = {}): Promise<Yard> {
  const clock = handClock(now);
  const vendor = await startVendorServer({ now: () => clock.now(), timeoutMs: 500 });
  onTestFinished(() => vendor.close());
  const house = await openHouse({
    ...options,
    clock,
    outgoing: { request: vendor.request, ...(network === undefined ? {} : { network }) },
  });
  const made = (body: { id: string }) => body.id;
  return {
    house,
    vendor,
    clock,
    settle: () => house.ctx.dispatcher.settle(),
    async addChannel(kind, secrets, more = {}) {
      clock.pass(1);
      const { items } = (await house.get("/api/v1/channels")).body as { items: { name: string }[] };
      const name = items.some((one) => one.name === kind) ? `${kind} ${items.length}` : kind;
      const answer = await house.send("POST", "/api/v1/channels", { kind, name, secrets, ...more });
      if (answer.status !== 201) throw new Error(answer.text);
      return made(answer.body);
    },
    async outbox(query = "") {
      const { body } = await house.get(`/api/v1/outbox?limit=200${query}`);
      return body.items as DeliveryRow[];
    },
    async take(number) {
      const answer = await house.send("POST", "/api/v1/orders", order(number, { brand: "青禾记" }));
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body.order.id as string;
    },
  };
}

export const WECOM = { key: ACCOUNTS.wecomKey };
export const DINGTALK = { access_token: ACCOUNTS.dingtalk.token, secret: ACCOUNTS.dingtalk.secret };
export const FEISHU = { token: ACCOUNTS.feishu.token, secret: ACCOUNTS.feishu.secret };
export const SMS = { access_key_secret: ACCOUNTS.aliyun.secret };
/** `variables`: the template's own, each with the code of what stands in it. */
export const smsOf = (variables: Readonly<Record<string, string>>) => ({
  access_key_id: ACCOUNTS.aliyun.id,
  sign_name: ACCOUNTS.aliyun.sign,
  template_code: ACCOUNTS.aliyun.template,
  variables,
});
export const WECOM_APP = { secret: ACCOUNTS.wecomCorp.secret };
export const WEBHOOK = { secrets: ACCOUNTS.webhook.secrets };

type Node = FlowDocument["nodes"][number];
const position = { x: 0, y: 0 };

/** Every order does this. */
export async function always(house: House, ...nodes: Node[]): Promise<string> {
  return publish(house, {
    formatVersion: 1,
    name: "每单",
    brands: [],
    windows: [],
    patterns: [],
    nodes: [{ id: "in", kind: "order_received", position }, ...nodes],
    edges: nodes.map(({ id }, n) => ({ id: `e${n}`, from: "in", port: "next", to: id })),
  });
}
export const alert = (channel: "inbox" | "wecom" | "dingtalk" | "feishu" | "sms" | "email", level = 2): Node => ({
  id: `alert_${channel}`,
  kind: "alert",
  position,
  to: ["supervisor"],
  channel,
  level,
  text: "交期将到",
});
export const webhook = (endpoint: string): Node => ({
  id: `hook_${endpoint}`,
  kind: "webhook",
  position,
  endpoint,
  event: "order.received",
});
