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
  /** How often the client's own loop was held up so long that its requests may have come too late. */
  readonly heldUp: number;
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
}

/**
 * A silent connection is closed half a second after the end began (`listen.ts`): whose own loop was held up for a good part of
 * that, by a machine that does other things, was too late with its request, and says nothing about the server.
 */
export const LATE = "the client was late";
const HELD_UP_MS = 250;

/** Tells whether this process' loop was held up just now, and how often it was. */
function lateness() {
  let beat = performance.now();
  let held = Number.NEGATIVE_INFINITY;
  let times = 0;
  const look = () => {
    const now = performance.now();
    if (now - beat > HELD_UP_MS) {
      held = now;
      times += 1;
    }
    beat = now;
    return now - held < 2 * HELD_UP_MS;
  };
  const beats = setInterval(look, 20);
  return { isLate: look, times: () => times, end: () => clearInterval(beats) };
}

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

export function startLoad({ port, connections, name, pauseMs = 0 }: LoadOptions): Load {
  const acknowledged: Acknowledged[] = [];
  const refused = new Map<string, number>();
  const broken = new Map<string, number>();
  const latencies: number[] = [];
  const agent = keepAlive(connections);
  const { isLate, times, end } = lateness();
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
      try {
        const { status, text } = await askJson({
          port: to,
          path: "/api/v1/orders",
          agent,
          headers: { "idempotency-key": `key-${externalId}` },
          json: orderBody(externalId, number),
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
        count(broken, code.startsWith("ECONNRESET") && isLate() ? LATE : code);
        await wait(5);
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
    get heldUp() {
      return times();
    },
    async stop() {
      stopping = true;
      await all;
      end();
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
