import { type Problem, readOrder } from "@switchyard/orders";
import { brandWords, mayTouch } from "../access/identity.ts";
import { type Intake, intakeOf, type Taken } from "../executor/intake.ts";
import { readable, Unreadable } from "../http/body.ts";
import { PROBLEMS, Refusal } from "../http/problem.ts";
import { quarantine } from "../intake/quarantine.ts";
import type { Came } from "../intake/record.ts";
import type { Context } from "../runtime/context.ts";

export interface ReceiveInput {
  /** An order as a source sends it; parsed JSON, otherwise untrusted. */
  body: unknown;
  requestKey: string | null;
  came: Came;
}

/** An order that can be taken in, or all that is wrong with it. */
type Read = { ok: true; intake: Intake } | { ok: false; problems: Problem[] };

/** Throws `wrong_brand` where whoever asks may not bring this order. */
function readIntake(ctx: Context, { body, requestKey, came }: ReceiveInput): Read {
  const { settings } = ctx.workspace;
  const read = readOrder(body, { settings, receivedAt: ctx.clock.now(), id: ctx.newId("ord") });
  if (!read.ok) return read;
  const { order } = read;
  if (!mayTouch(ctx, order)) throw new Refusal("wrong_brand");
  return { ok: true, intake: { ...intakeOf(order, requestKey, came), onlyBrands: brandWords(ctx) } };
}

/**
 * Takes in one order: new, duplicate or update. Throws `invalid_order` with every problem, or `key_reused`; what was
 * refused so is kept in quarantine (but for a person's repair, whose record is there already).
 */
export async function receiveOrder(ctx: Context, input: ReceiveInput): Promise<Taken> {
  const read = readIntake(ctx, input);
  if (!read.ok) {
    const { problems } = read;
    const { came, body } = input;
    if (came.mends !== undefined) throw new Refusal("invalid_order", { problems });
    throw new Refusal("invalid_order", { problems, record: await quarantine(ctx, { came, body, problems }) });
  }
  const answer = await ctx.executor.receive(read.intake);
  if (!answer.ok) throw new Refusal(answer.reason);
  return answer;
}

/** The same for a body that may not even be JSON: that too is kept, and refused as it is. */
export async function receiveBody(ctx: Context, input: ReceiveInput): Promise<Taken> {
  const { body, came } = input;
  if (!(body instanceof Unreadable)) return receiveOrder(ctx, input);
  const { code, details } = body.refusal;
  const problems = details.problems ?? [{ pointer: "", code, message: PROBLEMS[code].title }];
  throw new Refusal(code, { ...details, record: await quarantine(ctx, { came, body: null, problems }) });
}

/** The same for a text as it came, without a promise: one of the two is called, at once or later. Neither may throw. */
export function takeText(
  ctx: Context,
  { requestKey, came }: Omit<ReceiveInput, "body">,
  settle: (taken: Taken) => void,
  fail: (cause: unknown) => void,
): void {
  try {
    const body = readable(came.raw);
    const input = { body, requestKey, came };
    const read = body instanceof Unreadable ? null : readIntake(ctx, input);
    // It is refused, and kept in quarantine.
    if (!read?.ok) receiveBody(ctx, input).then(settle, fail);
    else
      ctx.executor.take(read.intake, (answer) => (answer.ok ? settle(answer) : fail(new Refusal(answer.reason))), fail);
  } catch (cause) {
    fail(cause);
  }
}
