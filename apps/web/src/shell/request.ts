/** One way to ask the server, one kind of failure. */

import type { FlowDocument } from "@switchyard/flow";
import type { Problem, Text } from "@switchyard/orders";

export class RequestFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: Text;
  readonly problems: Problem[];
  readonly body: unknown;
  /** Seconds after which the same may go through; null: the server did not say. */
  readonly retryAfter: number | null;

  constructor(init: {
    status: number;
    code: string;
    title: Text;
    problems?: Problem[];
    body?: unknown;
    retryAfter?: number | null;
  }) {
    super(init.title.en);
    this.name = "RequestFailure";
    this.status = init.status;
    this.code = init.code;
    this.title = init.title;
    this.problems = init.problems ?? [];
    this.body = init.body;
    this.retryAfter = init.retryAfter ?? null;
  }

  /** The server was not reached: what was sent may be sent again. */
  get offline(): boolean {
    return this.status === 0;
  }

  /** The server was not reached, or could not: the same may go better later. */
  get passing(): boolean {
    return this.offline || this.status >= 500;
  }
}

/** Told to the whole page when the server no longer knows who is there. */
export const SIGNED_OUT = "switchyard:signed-out";

interface ReplyLike<T> {
  ok: boolean;
  status: number;
  json(): Promise<T>;
}

const isProblemBody = (body: unknown): body is ProblemBody =>
  typeof body === "object" && body !== null && "title" in body && typeof body.title === "string";

function failureOf(status: number, body: unknown): RequestFailure {
  if (!isProblemBody(body)) {
    return new RequestFailure({ status, code: "unreadable_reply", title: { zh: "", en: "" }, body });
  }
  const title = { zh: body.title, en: body.title_en ?? body.title };
  const found = (body.findings ?? []).map((one) => ({ pointer: "", ...one }));
  const problems = [...(body.problems ?? []), ...found];
  const retryAfter = body.retry_after ?? null;
  return new RequestFailure({ status, code: body.code ?? "unknown", title, problems, body, retryAfter });
}

/** Awaits a reply and gives its JSON; any refusal or a lost connection becomes a `RequestFailure`. */
export async function answer<T>(pending: Promise<ReplyLike<T>>): Promise<T> {
  let reply: ReplyLike<T>;
  try {
    reply = await pending;
  } catch {
    throw new RequestFailure({ status: 0, code: "offline", title: { zh: "", en: "" } });
  }
  if (!reply.ok) {
    const failure = failureOf(reply.status, await reply.json().catch(() => null));
    if (failure.code === "not_signed_in") window.dispatchEvent(new Event(SIGNED_OUT));
    throw failure;
  }
  return reply.json();
}

/** For answers whose type refers to itself, which the client's mapping of JSON types cannot follow: the type stays as it is. */
export const answerAs = <T>(pending: Promise<ReplyLike<unknown>>): Promise<T> => answer(pending) as Promise<T>;

/** What the server said about one place of what was sent, by JSON pointer. */
export function problemAt(error: unknown, pointer: string) {
  const problems = error instanceof RequestFailure ? error.problems : [];
  return problems.find((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))?.message;
}

/** What a refusal carries (problem+json); a stale draft also brings the present one. */
export interface ProblemBody {
  title: string;
  title_en: string;
  status: number;
  code: string;
  detail?: string;
  retry_after?: number;
  problems?: Problem[];
  /** What is wrong with the drawing, where that is why. */
  findings?: { pointer?: string; code: string; message: Text }[];
  revision?: number;
  document?: FlowDocument;
}
