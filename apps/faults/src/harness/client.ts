/** A plain HTTP client over node:http: what it sends is exactly what a test says. */
import { Agent, request } from "node:http";

export interface Question {
  port: number;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  agent?: Agent;
  /** The request is the system's to send. */
  onSent?: () => void;
  timeoutMs?: number;
}
export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Rejects where the connection does, with the system's code on the error. */
export function ask({
  port,
  path,
  method = "GET",
  headers = {},
  body,
  agent,
  onSent,
  timeoutMs,
}: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const call = request(
      { host: "127.0.0.1", port, path, method, headers: { ...length, ...headers }, agent: agent ?? false },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", reject);
        response.on("aborted", () => reject(Object.assign(new Error("aborted"), { code: "ECONNRESET" })));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(pieces).toString("utf8"),
          }),
        );
      },
    );
    call.on("error", (cause) => reject(isNewReset(cause, call.reusedSocket) ? resetWhenNew(cause) : cause));
    if (onSent !== undefined) call.on("finish", onSent);
    if (timeoutMs !== undefined)
      call.setTimeout(timeoutMs, () => call.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })));
    call.end(body);
  });
}

export const askJson = (question: Omit<Question, "body"> & { json: unknown }): Promise<Reply> => {
  const { json, headers, ...rest } = question;
  return ask({
    method: "POST",
    ...rest,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(json),
  });
};

export const keepAlive = (connections: number) => new Agent({ keepAlive: true, maxSockets: connections });

/**
 * A connection that the system took and the server never saw is reset when the server's port closes: to its client it is
 * refused a moment late. A reset of a connection that was already in use is told apart from it.
 */
export const RESET_NEW = "ECONNRESET, new connection";
const isNewReset = (cause: unknown, reused: boolean) => !reused && codeOf(cause) === "ECONNRESET";
const resetWhenNew = (cause: Error) => Object.assign(new Error(RESET_NEW, { cause }), { code: RESET_NEW });

/** The system's code of a failed connection. */
export const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : String(cause);
