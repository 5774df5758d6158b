/** Events line by line: one answer for each line, in order; a bad line is answered in its place and the rest goes on. */
import type { Problem } from "@switchyard/orders";
import { errorName } from "../error-name.ts";
import { PROBLEMS, type ProblemCode, Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { inOrder } from "../runtime/in-order.ts";
import { isFilled, type Line, splitLines } from "../runtime/lines.ts";
import { parseJson } from "../text/json-text.ts";
import { storeProblem } from "../upkeep/room.ts";
import { receiveEvent } from "./receive-event.ts";

/** Lines of one request that may be on their way at a time. */
const WINDOW = 1024;

/** Answers as NDJSON text: `{ line, status: "accepted", … }` or `{ line, status: "rejected", code, problems }`. */
export async function* receiveEventsInBulk(
  ctx: Context,
  body: AsyncIterable<Uint8Array>,
  limits: { line: number },
): AsyncGenerator<string> {
  const work = (line: Line, done: (text: string) => void) => void answerLine(ctx, line).then(done);
  yield* inOrder(filled(splitLines(body, limits.line)), work, WINDOW);
}

async function* filled(lists: AsyncIterable<Line[]>): AsyncGenerator<Line[]> {
  for await (const lines of lists) yield lines.filter(isFilled);
}

async function answerLine(ctx: Context, { number, text }: Line): Promise<string> {
  try {
    if (text === null) return rejected(number, "body_too_large");
    await ctx.executor.room();
    const answer = await receiveEvent(ctx, parseJson(text));
    return `{"line":${number},"status":"accepted",${answer.slice(1)}\n`;
  } catch (cause) {
    if (cause instanceof Refusal) return rejected(number, cause.code, cause.details.problems);
    ctx.log.error("bulk line failed", { error: errorName(cause) });
    return rejected(number, storeProblem(cause)?.code ?? "internal");
  }
}

function rejected(line: number, code: ProblemCode, problems?: Problem[]): string {
  const said = problems ?? [{ pointer: "", code, message: PROBLEMS[code].title }];
  return `${JSON.stringify({ line, status: "rejected", code, problems: said })}\n`;
}
