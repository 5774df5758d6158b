/**
 * Orders line by line: one answer for each line, in order, while the next lines are read. A bad line is answered in its
 * place and the rest goes on.
 */
import type { Problem } from "@switchyard/orders";
import { readable } from "../http/body.ts";
import { PROBLEMS, Refusal } from "../http/problem.ts";
import { quarantine } from "../intake/quarantine.ts";
import type { Context } from "../runtime/context.ts";
import { inOrder } from "../runtime/in-order.ts";
import { type Line, splitLines } from "../runtime/lines.ts";
import { receiveBody } from "./receive-order.ts";

/** Lines of one request that may be on their way at a time. */
const WINDOW = 1024;
const BOTH = (zh: string, en: string) => ({ zh, en });

/** Answers as NDJSON text, in pieces of one line or more. Blank lines are skipped and keep their number. */
export async function* receiveOrdersInBulk(
  ctx: Context,
  body: AsyncIterable<Uint8Array>,
  limits: { line: number },
): AsyncGenerator<string> {
  yield* inOrder(filled(splitLines(body, limits.line)), (line) => answerLine(ctx, line), WINDOW);
}

async function* filled(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  for await (const line of lines) if (line.text === null || line.text.trim() !== "") yield line;
}

async function answerLine(ctx: Context, { number, text }: Line): Promise<string> {
  try {
    if (text === null) {
      await quarantine(ctx, { came: { door: "bulk", raw: "" }, body: null, problems: [tooLong] });
      return rejected(number, [tooLong]);
    }
    await ctx.executor.room();
    const came = { door: "bulk", raw: text } as const;
    const answer = await receiveBody(ctx, { body: readable(text), requestKey: null, came });
    return `{"line":${number},"status":"${answer.result}",${withoutResult(answer.body)}\n`;
  } catch (cause) {
    if (cause instanceof Refusal) return rejected(number, cause.details.problems ?? [problemOf(cause)]);
    ctx.log.error("bulk line failed", { error: cause instanceof Error ? cause.name : "unknown" });
    return rejected(number, [{ pointer: "", code: "internal", message: PROBLEMS.internal.title }]);
  }
}

/** `{"order":…,"result":"…","decision":…}` without its opening brace and its result. */
function withoutResult(body: string): string {
  return body.slice(1).replace(/"result":"\w+",(?="decision":)/, "");
}

const rejected = (line: number, problems: Problem[]) => `${JSON.stringify({ line, status: "rejected", problems })}\n`;
const problemOf = ({ code }: Refusal): Problem => ({ pointer: "", code, message: PROBLEMS[code].title });
const tooLong: Problem = {
  pointer: "",
  code: "body_too_large",
  message: BOTH("这一行超过 1 MB", "The line is over 1 MB"),
};
