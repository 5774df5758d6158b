/** A runtime on a real file in a folder of its own, asked without a socket. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FlowDocument } from "@switchyard/flow";
import { onTestFinished } from "vitest";
import { type Log, openLog } from "../log.ts";
import { type Clock, systemClock } from "../runtime/clock.ts";
import { type Runtime, type StartOptions, startRuntime } from "../runtime/start.ts";
import { expectDocumented } from "./documented.ts";

export const EXAMPLES = join(import.meta.dirname, "../../../../examples");

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-server-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

export interface House extends Runtime {
  folder: string;
  /** Lines that were logged. */
  logged: string[];
  get(path: string): Promise<Reply>;
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
}
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON that came; tests say what they expect of it. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test is about
  body: any;
}

export async function openHouse(
  options: { folder?: string; examplesDir?: string; clock?: Clock } & Pick<
    StartOptions,
    | "outgoing"
    | "secretKey"
    | "understand"
    | "metricsToken"
    | "retention"
    | "checkpoints"
    | "backups"
    | "signIn"
    | "trustedProxies"
  > = {},
): Promise<House> {
  const folder = options.folder ?? temporaryFolder();
  const logged: string[] = [];
  const log: Log = openLog("info", { write: (line: string) => void logged.push(line) });
  const examplesDir = options.examplesDir ?? join(folder, "no-examples");
  const clock = options.clock ?? systemClock();
  const { folder: _, ...rest } = options;
  const runtime = await startRuntime({
    ...rest,
    dataDir: folder,
    webDir: join(folder, "web"),
    examplesDir,
    log,
    clock,
  });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= runtime.stop();
    return stopped;
  };
  onTestFinished(stop);
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await runtime.app.request(path, init);
    await expectDocumented(runtime.app, init.method ?? "GET", path, response);
    return reply(response);
  };
  return {
    ...runtime,
    stop,
    folder,
    logged,
    get: (path) => ask(path, {}),
    send: (method, path, body, headers = {}) =>
      ask(path, {
        method,
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
  };
}

export async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = text !== "" && /json$/.test(response.headers.get("content-type") ?? "") && !text.includes("}\n{");
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
}

/** Bytes as they are, of any type. */
export const sendBytes = async (
  house: Pick<House, "app">,
  path: string,
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string>,
): Promise<Reply> => reply(await house.app.request(path, { method: "POST", headers, body }));

export const order = (number: string, more: Record<string, unknown> = {}) => ({
  source: "erp",
  external_id: number,
  ...more,
});

/** *Style starts with FJ* → rapid-line, otherwise normal-line. */
export const fjFlow = (name = "快反"): FlowDocument => ({
  formatVersion: 1,
  name,
  brands: [],
  windows: [],
  patterns: [],
  nodes: [
    { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
    {
      id: "fj",
      kind: "condition",
      position: { x: 300, y: 0 },
      when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
      missing: "not_met",
    },
    { id: "rapid", kind: "route", position: { x: 600, y: 0 }, destination: "rapid-line" },
    { id: "normal", kind: "route", position: { x: 600, y: 200 }, destination: "normal-line" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "fj" },
    { id: "e2", from: "fj", port: "met", to: "rapid" },
    { id: "e3", from: "fj", port: "not_met", to: "normal" },
  ],
});

/** Creates the flow and publishes it; answers its id. */
export async function publish(house: House, document: FlowDocument = fjFlow()): Promise<string> {
  const created = await house.send("POST", "/api/v1/flows", { name: document.name, document });
  const published = await house.send("POST", `/api/v1/flows/${created.body.id}/publish`, { reason: "测试" });
  if (published.status !== 200) throw new Error(`not published: ${published.text}`);
  return created.body.id;
}
