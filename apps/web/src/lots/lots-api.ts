import type { ordersApi } from "../orders/orders-api.ts";
import { ask } from "../shell/ask.ts";
import { v1 } from "../shell/client.ts";
import { queryClient } from "../shell/query.ts";
import { answer, answerAs } from "../shell/request.ts";

export interface Scan {
  lot: string;
  to: string;
  step?: string;
  qty?: number;
  ref?: string;
  on?: boolean;
}
export const lotsApi = {
  scan: (scan: Scan, by: string) => answer(v1.lots.scans.$post({ json: { by, scans: [scan] } })),
  /** A table is sent as its own bytes, which the typed client does not do. */
  upload: (file: File, by: string) => {
    const search = new URLSearchParams({ by, format: /\.xlsx$/i.test(file.name) ? "xlsx" : "csv" });
    const headers = { "content-type": "application/octet-stream" };
    return answerAs<Uploaded>(ask(`/api/v1/lots/uploads?${search}`, { method: "POST", headers, body: file }));
  },
  freeze: (name: string, reason: string, by: string) =>
    answer(v1.freezes.$post({ json: { scope: "batch", name, reason, by } })),
  lift: (name: string, by: string) => answer(v1.freezes.lift.$post({ json: { scope: "batch", name, by } })),
};

/** Reports that are known are older than what was just scanned or frozen. */
export const chainChanged = () => void queryClient.invalidateQueries({ queryKey: ["trace"] });

export type ScanAnswer = Awaited<ReturnType<typeof lotsApi.scan>>["items"][number];
export type Trace = Awaited<ReturnType<typeof ordersApi.trace>>;
export type TracedLot = Trace["lots"][number];
export type TracedOrder = Trace["orders"][number];
export interface Uploaded {
  rows: number;
  done: number;
  left: { row: number; lot: string; reason: { zh: string; en: string } | null }[];
}
