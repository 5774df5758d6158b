/** A flow whose orders make promises that nobody keeps, and what the file says about when they ran out. */
import type { FlowDocument } from "@switchyard/flow";
import Database from "better-sqlite3";
import { fileIn } from "../harness/audit.ts";
import { askJson } from "../harness/client.ts";

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const at = (x: number, y: number) => ({ x, y });
const within = (id: string, amount: number, unit: "minute" | "day", y: number): FlowDocument["nodes"][number] => ({
  id,
  kind: "watch",
  position: at(300, y),
  within: { amount, unit, clock: "natural" },
  since: { fact: "paid_at" },
  goal: { states: ["Signed"], events: [] },
  strict: false,
});

/** 30 minutes after the payment, and 30 days after it: longer than one timeout of Node can wait. */
export const promiseFlow: FlowDocument = {
  formatVersion: 1,
  name: "Promises",
  brands: [],
  windows: [],
  patterns: [],
  nodes: [
    { id: "in", kind: "order_received", position: at(0, 0) },
    within("soon", 30, "minute", 0),
    { id: "late", kind: "tag", position: at(600, 0), tag: "late" },
    within("month", 30, "day", 200),
    { id: "very", kind: "tag", position: at(600, 200), tag: "very late" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "soon" },
    { id: "e2", from: "soon", port: "breached", to: "late" },
    { id: "e3", from: "in", port: "next", to: "month" },
    { id: "e4", from: "month", port: "breached", to: "very" },
  ],
};

export const promise = (externalId: string, paidAt: number) => ({
  source: "erp",
  external_id: externalId,
  paid_at: new Date(paidAt).toISOString(),
});
export async function sendPromise(port: number, externalId: string, paidAt: number): Promise<void> {
  const { status, text } = await askJson({ port, path: "/api/v1/orders", json: promise(externalId, paidAt) });
  if (status !== 201) throw new Error(`not taken: ${text}`);
}

export interface Fired {
  subject: string;
  /** When it was due, and when it ran. */
  due: number;
  at: number;
  timer: string;
}
export interface Told {
  /** In the order in which they ran. */
  fired: Fired[];
  /** Deadlines that are still to come. */
  left: number;
  /** Orders in the order of their ids. */
  orders: string[];
  /** Entries that are earlier than the one before them. */
  backwards: number;
  /** Orders with the tag, by tag. */
  tagged: Record<string, number>;
}

/** Reads the file as it is now, also while the server runs. */
export function tellTimers(dataDir: string): Told {
  const db = new Database(fileIn(dataDir), { readonly: true });
  try {
    const entries = db
      .prepare("select subject, at, data from journal where type = 'timer_due' order by position")
      .all() as { subject: string; at: number; data: string }[];
    const fired = entries.map(({ subject, at, data }) => {
      const { due, timer } = JSON.parse(data) as { due: number; timer: string };
      return { subject, at, due, timer };
    });
    const backwards = db
      .prepare(
        "select count(*) from (select at, lag(at) over (order by position) before from journal) where at < before",
      )
      .pluck()
      .get() as number;
    const left = db.prepare("select count(*) from timers").pluck().get() as number;
    const orders = db.prepare("select external_id from orders order by order_id").pluck().all() as string[];
    const tags = db.prepare("select value from orders, json_each(tags)").pluck().all() as string[];
    const tagged: Record<string, number> = {};
    for (const tag of tags) tagged[tag] = (tagged[tag] ?? 0) + 1;
    return { fired, left, orders, backwards, tagged };
  } finally {
    db.close();
  }
}

/** What must hold however the clock went: each once, none before its time, time itself never back. */
export function wrongs({ fired, backwards }: Told): { twice: number; early: number; backwards: number } {
  const keys = fired.map(({ subject, timer, due }) => `${subject} ${timer} ${due}`);
  return { twice: keys.length - new Set(keys).size, early: fired.filter(({ at, due }) => at < due).length, backwards };
}

/** How often one that was due later ran before one that was due earlier. */
export const outOfOrder = (fired: readonly Fired[]): number =>
  fired.filter(({ due }, place) => place > 0 && due < (fired[place - 1]?.due ?? 0)).length;
