/** Every error that leaves a handler becomes problem+json here. */
import { HTTPException } from "hono/http-exception";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import { type ProblemCode, Refusal } from "../refusal/refusal.ts";
import { storeProblem } from "../upkeep/room.ts";
import { problemResponse } from "./problem.ts";

interface Asked {
  method: string;
  /** The route's pattern, never the address itself: that may tell what a log must not. */
  route: string;
  log: Log;
}

export function errorResponse(cause: unknown, { method, route, log }: Asked): Response {
  if (cause instanceof Refusal) return problemResponse(cause.code, cause.details);
  const problem = storeProblem(cause);
  if (problem !== null) {
    log.error("the store did not take it", { code: problem.code, error: errorName(cause) });
    return problemResponse(problem.code, { retryAfter: problem.retryAfter });
  }
  if (cause instanceof HTTPException) return problemResponse(codeOfStatus(cause.status));
  log.error("unexpected error", { error: errorName(cause), method, route });
  return problemResponse("internal");
}

/** What hono and its validators refuse by themselves. */
function codeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 404:
      return "not_found";
    case 405:
      return "method_not_allowed";
    case 413:
      return "body_too_large";
    case 415:
      return "unsupported_media_type";
    default:
      return "invalid_request";
  }
}
