/**
 * Orders line by line: one answer for each line, in order, while the next lines are read. A bad line is answered in its
 * place and the rest goes on.
 */
import type { Problem } from "@switchyard/orders";
import { errorName } from "../error-name.ts";
import { quarantine } from "../intake/quarantine.ts";
import { PROBLEMS, Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { inOrder } from "../runtime/in-order.ts";
import { gathered, isFilled, type Line, splitLines } from "../runtime/lines.ts";
import { storeProblem } from "../upkeep/room.ts";
import { takeText } from "./receive-order.ts";

/**
 * Lines that share a transaction, where they come fast enough, and that one request may have on their way at a time. All of
 * them and what they make live until the commit: with more, collections copy them (500 cost as much an order, and 60 MB more).
 */
const TOGETHER = 128;
const BOTH = (zh: string, en: string) => ({ zh, en });

/** Answers as NDJSON text, in pieces of one line or more. Blank lines are skipped and keep their number. */
export async function* receiveOrdersInBulk(
  ctx: Context,
  body: AsyncIterable<Uint8Array>,
  limits: { line: number },
): AsyncGenerator<string> {
  yield* inOrder(linesOf(ctx, body, limits.line), (line, done) => takeLine(ctx, line, done), TOGETHER);
}

async function* linesOf(ctx: Context, body: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line[]> {
  for await (const lines of gathered(splitLines(body, longest), TOGETHER)) {
    await ctx.executor.room();
    yield lines.filter(isFilled);
  }
}

function takeLine(ctx: Context, { number, text }: Line, done: (text: string) => void): void {
  const refused = (cause: unknown) => done(refusal(ctx, number, cause));
  if (text === null) {
    const kept = quarantine(ctx, { came: { door: "bulk", raw: "" }, body: null, problems: [tooLong] });
    kept.then(() => done(rejected(number, [tooLong])), refused);
    return;
  }
  takeText(
    ctx,
    { requestKey: null, came: { door: "bulk", raw: text } },
    ({ result, order, decision }) =>
      done(`{"line":${number},"status":"${result}","order":${JSON.stringify(order)},"decision":${decision}}\n`),
    refused,
  );
}

function refusal(ctx: Context, number: number, cause: unknown): string {
  if (cause instanceof Refusal) return rejected(number, cause.details.problems ?? [problemOf(cause)]);
  ctx.log.error("bulk line failed", { error: errorName(cause) });
  const code = storeProblem(cause)?.code ?? "internal";
  return rejected(number, [{ pointer: "", code, message: PROBLEMS[code].title }]);
}

const rejected = (line: number, problems: Problem[]) => `${JSON.stringify({ line, status: "rejected", problems })}\n`;
const problemOf = ({ code }: Refusal): Problem => ({ pointer: "", code, message: PROBLEMS[code].title });
const tooLong: Problem = {
  pointer: "",
  code: "body_too_large",
  message: BOTH("这一行超过 1 MB", "The line is over 1 MB"),
};
