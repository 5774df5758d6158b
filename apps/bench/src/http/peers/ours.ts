/** Switchyard: the built server on a folder of its own, with the flow published. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch, type Running } from "../processes.ts";
import { benchFlow } from "../workload.ts";

/** SWITCHYARD_SERVER names another build of the server. */
export const MAIN = process.env.SWITCHYARD_SERVER ?? join(import.meta.dirname, "../../../../server/dist/main.js");

interface Options {
  nodeArgs?: string[];
  env?: Record<string, string>;
}

export async function startOurs(dataDir: string, { nodeArgs = [], env = {} }: Options = {}): Promise<Running> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`pnpm build\` first`);
  return launch({
    name: "Switchyard",
    args: [...nodeArgs, MAIN],
    env: {
      DATA_DIR: dataDir,
      EXAMPLES_DIR: join(dataDir, "no-examples"),
      WEB_DIR: join(dataDir, "no-web"),
      LOG_LEVEL: "warn",
      ...env,
    },
    path: "/api/v1/orders",
    destinationOf: (body) =>
      (JSON.parse(body) as { decision: { destination: { id: string } } }).decision.destination.id,
  });
}

export async function publish({ port }: Running): Promise<void> {
  const document = benchFlow();
  const created = await post(port, "/api/v1/flows", { name: document.name, document });
  await post(port, `/api/v1/flows/${(created as { id: string }).id}/publish`, { reason: "bench" });
}

async function post(port: number, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
