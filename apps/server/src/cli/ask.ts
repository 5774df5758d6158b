/** Requests of a command to a running server. */
import { both, type Said } from "./words.ts";

const EVERY_MS = 200;

export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Throws `NoServer`, `Refused`. */
export function asker({ server, key }: { server: string; key: string | null }, request: typeof fetch): Ask {
  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await asked(request, server, `/api/v1${path}`, {
      method,
      headers: {
        "content-type": body instanceof Blob ? "application/octet-stream" : "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    });
    const said: unknown = await answer.json().catch(() => null);
    // What stands between may have answered, in its own way.
    if (!answer.ok || said === null) throw new Refused(answer.status, said as Partial<Problem> | null);
    return said as T;
  };
}

async function asked(request: typeof fetch, server: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await request(`${server}${path}`, init);
  } catch {
    throw new NoServer(both(`没有连上服务 ${server}，请确认它在运行。`, `No server answers at ${server}.`));
  }
}

/** Looks again and again until it is over. */
export async function settled<T>(look: () => Promise<T>, isOver: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isOver(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

interface Problem {
  title: string;
  title_en: string;
  detail: string;
  problems: { pointer?: string; message: Said }[];
}
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, said: Partial<Problem> | null) {
    const { title = `HTTP ${status}`, title_en, detail, problems = [] } = said ?? {};
    const each = problems.flatMap(({ pointer = "", message: { zh, en } }) =>
      [zh, en].map((text) => (pointer === "" ? text : `${pointer.slice(1)}: ${text}`)),
    );
    const parts = [title, title_en, detail, ...each].filter((part) => part !== undefined);
    super(parts.map((part) => `  ${part}`).join("\n"));
    this.status = status;
  }
}
class Told extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.en);
    this.said = said;
  }
}
export class NotUnderstood extends Told {}
export class NoServer extends Told {}
