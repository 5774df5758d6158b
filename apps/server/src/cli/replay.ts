/** `switchyard replay`: a replay on a running server, for a pipeline to stop at. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { ReplayView } from "../replay/view.ts";
import { both, lines } from "./words.ts";

export interface ReplayCommand {
  server: string;
  flow: string;
  version: string;
  against: string;
  /** A data set's id, or a file of orders (.csv, .ndjson) that is imported first; absent: the server's own journal. */
  data: string | null;
  /** Where the whole answer is written. */
  out: string | null;
  /** Differences that are let pass. */
  limit: number;
  /** An API key, where the server asks for one. */
  key: string | null;
}
export interface CommandEnd {
  /** 0: no more differences than let pass; 1: more, or the replay failed; 2: not understood. */
  code: 0 | 1 | 2;
  text: string;
}

const EVERY_MS = 200;

export async function replayCommand(command: ReplayCommand, request: typeof fetch = fetch): Promise<CommandEnd> {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await request(`${command.server}/api/v1${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(command.key === null ? {} : { authorization: `Bearer ${command.key}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    if (!answer.ok) throw new Refused(answer.status, said);
    return said as T;
  };
  try {
    const dataset = await datasetOf(command.data, ask);
    const against = command.against === "none" ? null : versionOf(command.against);
    const about = { flow: command.flow, version: versionOf(command.version), against };
    const { id } = await ask<{ id: string }>("POST", "/replays", {
      ...about,
      ...(dataset === null ? {} : { dataset }),
    });
    let view = await ask<ReplayView>("GET", `/replays/${id}`);
    while (view.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      view = await ask<ReplayView>("GET", `/replays/${id}`);
    }
    if (command.out !== null) writeFileSync(command.out, `${JSON.stringify(view, null, 2)}\n`);
    return endOf(view, command.limit);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    return { code: cause.status === 404 || cause.status === 400 ? 2 : 1, text: cause.message };
  }
}

function endOf({ status, orders, differences, error, digest }: ReplayView, limit: number): CommandEnd {
  if (status !== "done")
    return {
      code: 1,
      text: lines(both(`回放没有完成:${error ?? status}`, `The replay did not end: ${error ?? status}`)),
    };
  const kinds = Object.entries(differences.kinds).map(([kind, count]) => `${kind} ${count}`);
  const summary = both(
    `${orders} 张订单,${differences.total} 张的决定不同(允许 ${limit})`,
    `${orders} orders, ${differences.total} decided otherwise (${limit} allowed)`,
  );
  const text = [lines(summary), ...kinds.map((kind) => `  ${kind}`), `  sha256 ${digest ?? ""}`].join("\n");
  return { code: differences.total > limit ? 1 : 0, text };
}

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

async function datasetOf(data: string | null, ask: Ask): Promise<string | null> {
  if (data === null || !existsSync(data)) return data;
  const format = data.endsWith(".csv") ? "csv" : "ndjson";
  const body = { name: basename(data), format, text: readFileSync(data, "utf8") };
  return (await ask<{ id: string }>("POST", "/datasets", body)).id;
}

const versionOf = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);

class Refused extends Error {
  readonly status: number;
  constructor(status: number, said: unknown) {
    const { title, title_en, detail } = (said ?? {}) as { title?: string; title_en?: string; detail?: string };
    super(
      [title, title_en, detail]
        .filter((part) => part !== undefined)
        .map((part) => `  ${part}`)
        .join("\n"),
    );
    this.status = status;
  }
}
