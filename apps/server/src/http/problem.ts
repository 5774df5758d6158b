/** What a refusal is on the wire. */
import { PROBLEMS, type ProblemCode, type RefusalDetails } from "../refusal/refusal.ts";

/** A refusal as problem+json (RFC 9457), with the title in both languages. */
function problemBody(
  code: ProblemCode,
  { problems, findings, golden, holder, detail, current, record, retryAfter }: RefusalDetails = {},
) {
  const { status, title } = PROBLEMS[code];
  return {
    type: `urn:switchyard:problem:${code}`,
    title: title.zh,
    title_en: title.en,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(problems === undefined ? {} : { problems }),
    ...(findings === undefined ? {} : { findings }),
    ...(golden === undefined ? {} : { golden }),
    ...(holder === undefined ? {} : { holder }),
    ...(record === undefined ? {} : { record }),
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
    ...(current ?? {}),
  };
}

export function problemResponse(code: ProblemCode, details: RefusalDetails = {}): Response {
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  if (details.retryAfter !== undefined) headers["retry-after"] = String(details.retryAfter);
  return new Response(JSON.stringify(problemBody(code, details)), { status: PROBLEMS[code].status, headers });
}
