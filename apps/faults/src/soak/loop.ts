/** Many steady orders for tenants that must not see each other: what is there at the end, and what memory did meanwhile. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Audit, auditFile } from "../harness/audit.ts";
import { ask, askJson, keepAlive } from "../harness/client.ts";
import { orderBody } from "../harness/flow.ts";
import { type Acknowledged, percentile } from "../harness/load.ts";
import { type ServerProcess, startServer } from "../harness/server.ts";
import { type Slope, slopeOf } from "./slope.ts";
import { openTenants, SIGN_IN, type Tenant } from "./tenants.ts";

export interface SoakResult {
  seconds: number;
  orders: number;
  duplicates: number;
  audit: Audit;
  /** Answers in which another tenant's secret word stood. Must be empty. */
  leaks: string[];
  reads: number;
  /** Bytes that live after a collection, for each order, after the warm-up. */
  living: Slope;
  megabytes: { first: number; last: number; resident: number };
  files: { first: number; last: number };
  p99: number;
}
export interface SoakOptions {
  /** Sent one by one; bulk comes on top. */
  singles: number;
  /** Null: the next one after an answer. */
  perSecond: number | null;
  dataDir: string;
  /** Bytes of each answer that the server is made to keep: the soak must see them. */
  leak?: number;
  say?: (text: string) => void;
}

/** What a leak may be at most: 1 MB in ten minutes at 100 orders a second. */
const MOST_BYTES_AN_ORDER = 17;
/** A leak, beyond what the scatter of the points explains. */
export const isLeak = ({ perX, error }: Slope): boolean => perX - 3 * error > MOST_BYTES_AN_ORDER;

const TENANTS = 3;
/** Looks at memory: each stops the server for a whole collection. */
const SAMPLES = 18;
const BULKS = 9;
const AT_ONCE = 24;
const BULK = 100;

export async function soak({
  singles,
  perSecond,
  dataDir,
  leak = 0,
  say = () => {},
}: SoakOptions): Promise<SoakResult> {
  const nodeArgs = ["--expose-gc", "--import", join(import.meta.dirname, "probe.ts")];
  const env = { ...SIGN_IN, LOG_LEVEL: "warn", SOAK_LEAK: String(leak) };
  const server = await startServer({ dataDir, nodeArgs, env });
  const agent = keepAlive(24);
  const acknowledged: Acknowledged[] = [];
  const latencies: number[] = [];
  const leaks: string[] = [];
  const failed: unknown[] = [];
  const points: { x: number; y: number; rss: number; files: number }[] = [];
  let [sent, duplicates, reads, took] = [0, 0, 0, 0];
  try {
    const tenants = await openTenants(server, TENANTS);
    const keepApart = (tenant: Tenant, what: string, text: string) => {
      for (const other of tenants)
        if (other !== tenant && text.includes(other.canary)) leaks.push(`${what} of ${tenant.place}`);
    };
    const bodyOf = (tenant: Tenant, externalId: string, number: number) => ({
      ...orderBody(externalId, number),
      brand: tenant.canary,
    });
    const one = async (tenant: Tenant, number: number) => {
      const externalId = `S${tenant.place}-${number}`;
      const question = {
        ...{ port: server.port, path: "/api/v1/orders", agent },
        headers: { authorization: tenant.key },
        json: bodyOf(tenant, externalId, number),
      };
      const began = performance.now();
      const { status, text } = await askJson(question);
      latencies.push(performance.now() - began);
      if (status !== 201) throw new Error(`${externalId}: ${status} ${text}`);
      acknowledged.push({ externalId, number, body: text });
      keepApart(tenant, "answer", text);
      if (number % 50 !== 7) return;
      const again = await askJson(question);
      if (again.status !== 200 || !again.text.includes('"result":"duplicate"')) throw new Error(`again: ${again.text}`);
      duplicates += 1;
    };
    const bulk = async (tenant: Tenant, from: number) => {
      const lines = Array.from({ length: BULK }, (_, place) =>
        JSON.stringify(bodyOf(tenant, `S${tenant.place}-${from + place}`, from + place)),
      );
      const { text } = await ask({
        ...{ port: server.port, path: "/api/v1/orders/bulk", method: "POST", body: lines.join("\n") },
        headers: { "content-type": "application/x-ndjson", authorization: tenant.key },
      });
      text
        .trimEnd()
        .split("\n")
        .forEach((body, place) => {
          const number = from + place;
          if (body.includes('"status":"accepted"'))
            acknowledged.push({ externalId: `S${tenant.place}-${number}`, number, body });
          else failed.push(body);
        });
      keepApart(tenant, "bulk", text);
    };
    const look = async (tenant: Tenant) => {
      for (const path of ["/orders?limit=100", "/inbox?limit=50", "/journal?limit=50", "/intake/records?limit=50"]) {
        const { text } = await tenant.read(path);
        reads += 1;
        keepApart(tenant, path, text);
        if (path.startsWith("/orders") && !text.includes(tenant.canary)) leaks.push(`${path} lacks its own`);
      }
    };

    const began = performance.now();
    const underway = new Set<Promise<unknown>>();
    const start = (work: Promise<unknown>) => {
      const kept = work.catch((cause: unknown) => failed.push(cause)).finally(() => underway.delete(kept));
      underway.add(kept);
    };
    const seconds = () => (performance.now() - began) / 1000;
    for (let turn = 1, sample = 1; sent < singles; ) {
      // When they are due; a server that is behind is not buried.
      while (sent < singles && underway.size < AT_ONCE && (perSecond === null || sent < seconds() * perSecond)) {
        start(one(tenants[sent % TENANTS] as Tenant, sent));
        sent += 1;
      }
      if (sent >= (sample * singles) / SAMPLES) {
        points.push({ x: acknowledged.length, ...(await living(server)), files: filesOf(server.pid) });
        say(
          `${seconds().toFixed(0)} s, ${acknowledged.length} orders, ${((points.at(-1)?.y ?? 0) / 1024 / 1024).toFixed(1)} MB live`,
        );
        sample += 1;
      }
      if (sent >= (turn * singles) / BULKS) {
        const tenant = tenants[turn % TENANTS] as Tenant;
        start(bulk(tenant, 1_000_000 * turn));
        start(look(tenant));
        turn += 1;
      }
      await wait(5);
    }
    took = seconds();
    await Promise.all(underway);
    for (const tenant of tenants) await look(tenant);
  } finally {
    agent.destroy();
    await server.stop();
  }
  if (failed.length > 0) throw new Error(`${failed.length} of ${sent} failed, first: ${String(failed[0])}`);
  const warm = points.slice(Math.floor(points.length / 3));
  const [first, last] = [warm[0], warm.at(-1)];
  if (first === undefined || last === undefined) throw new Error("too short to look at memory");
  const mega = (bytes: number) => bytes / 1024 / 1024;
  return {
    ...{ seconds: took, orders: acknowledged.length, duplicates, leaks, reads },
    audit: await auditFile(dataDir, acknowledged),
    living: slopeOf(warm),
    megabytes: { first: mega(first.y), last: mega(last.y), resident: mega(Math.max(...points.map(({ rss }) => rss))) },
    files: { first: first.files, last: last.files },
    p99: percentile(latencies, 0.99),
  };
}

/** Asks the probe, and waits for its word. */
async function living(server: ServerProcess): Promise<{ y: number; rss: number }> {
  const before = server.output.length;
  process.kill(server.pid, "SIGUSR2");
  for (;;) {
    const said = /probe (\{.*\})\n/.exec(server.output.slice(before))?.[1];
    if (said !== undefined) {
      const { living: y, rss } = JSON.parse(said) as { living: number; rss: number };
      return { y, rss };
    }
    await wait(2);
  }
}

function filesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}
