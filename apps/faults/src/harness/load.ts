/** Load on a server that comes and goes: each order has its own key and is sent with it until an answer comes. */
import { setTimeout as wait } from "node:timers/promises";
import { askJson, codeOf, keepAlive } from "./client.ts";
import { orderBody } from "./flow.ts";

export interface Acknowledged {
  externalId: string;
  number: number;
  body: string;
}
export interface Load {
  readonly sent: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Answers that were refusals, by status and code; each was sent again. */
  readonly refused: ReadonlyMap<string, number>;
  /** Connections that broke before an answer, by the system's code; each order was sent again. */
  readonly broken: ReadonlyMap<string, number>;
  /** Milliseconds of the requests that were answered at the first try. */
  readonly latencies: readonly number[];
  /** Ends after every order under way has its answer; where the server did not come again, without it. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  /** Where the server is now; null while it is not there. */
  port: () => number | null;
  connections: number;
  /** Leads the numbers of the orders. */
  name: string;
  /** Milliseconds between an answer and the next order of the same connection. */
  pauseMs?: number;
  /** When the server was told to stop, by `performance.now()`; null while it is not stopping. */
  stopBegan?: () => number | null;
}

/**
 * A silent connection is closed half a second after a stop began (`listen.ts`): whatever was sent until then is answered. A request
 * that was sent later came too late, by its client's own loop or by a machine that does other things.
 */
export const LATE = "the client was late";
const GRACE_MS = 500;

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

export function startLoad({ port, connections, name, pauseMs = 0, stopBegan = () => null }: LoadOptions): Load {
  const acknowledged: Acknowledged[] = [];
  const refused = new Map<string, number>();
  const broken = new Map<string, number>();
  const latencies: number[] = [];
  const agent = keepAlive(connections);
  let next = 0;
  let stopping = false;

  async function sendUntilAnswered(number: number): Promise<void> {
    const externalId = `${name}-${number}`;
    for (let tries = 0; ; tries += 1) {
      const to = port();
      if (to === null) {
        if (stopping) return;
        await wait(5);
        continue;
      }
      const began = performance.now();
      let sentAt: number | null = null;
      try {
        const { status, text } = await askJson({
          port: to,
          path: "/api/v1/orders",
          agent,
          headers: { "idempotency-key": `key-${externalId}` },
          json: orderBody(externalId, number),
          onSent: () => {
            sentAt = performance.now();
          },
          timeoutMs: 15_000,
        });
        if (status === 201 || status === 200) {
          if (tries === 0) latencies.push(performance.now() - began);
          acknowledged.push({ externalId, number, body: text });
          return;
        }
        count(refused, `${status} ${(JSON.parse(text) as { code?: string }).code ?? ""}`);
        await wait(50);
      } catch (cause) {
        const code = codeOf(cause);
        const isLate = (sentAt ?? performance.now()) - (stopBegan() ?? Number.POSITIVE_INFINITY) > GRACE_MS;
        count(broken, code.startsWith("ECONNRESET") && isLate ? LATE : code);
        await wait(code === "ECONNREFUSED" ? 50 : 5);
      }
    }
  }
  async function connection(): Promise<void> {
    while (!stopping) {
      await sendUntilAnswered(next++);
      if (pauseMs > 0) await wait(pauseMs);
    }
  }
  const all = Promise.all(Array.from({ length: connections }, connection));
  return {
    get sent() {
      return next;
    },
    acknowledged,
    refused,
    broken,
    latencies,
    async stop() {
      stopping = true;
      await all;
      agent.destroy();
    },
  };
}

/** Until so many more have their answer, on a slow machine too; at most 10 s. */
export async function moreAnswers(load: Load, more: number): Promise<void> {
  const enough = load.acknowledged.length + more;
  for (let turn = 0; turn < 1000 && load.acknowledged.length < enough; turn += 1) await wait(10);
}

/** The value below which this share of the values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
