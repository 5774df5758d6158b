import { type OrderPart, type Problem, readOrder, shapeProblems } from "@switchyard/orders";
import { brandWords, mayTouch } from "../access/identity.ts";
import { type Answer, type Intake, intakeOf, partIntake, type Taken } from "../executor/intake.ts";
import { quarantine } from "../intake/quarantine.ts";
import type { Came } from "../intake/record.ts";
import { PROBLEMS, Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { readable, Unreadable } from "../text/readable.ts";

export interface ReceiveInput {
  /** An order as a source sends it; parsed JSON, otherwise untrusted. */
  body: unknown;
  requestKey: string | null;
  came: Came;
  /** The source says some fields of the order: all others stay as it has said them before. */
  isPart?: boolean;
}

/** An order that can be taken in, or all that is wrong with it. */
type Read = { ok: true; intake: Intake } | { ok: false; problems: Problem[] };

/** Throws `wrong_brand` where whoever asks may not bring this order. */
function readIntake(ctx: Context, { body, requestKey, came, isPart = false }: ReceiveInput): Read {
  const { settings } = ctx.workspace;
  const context = { settings, receivedAt: ctx.clock.now(), id: ctx.newId("ord") };
  if (isPart) return readPart(ctx, { body, requestKey, came }, context);
  const read = readOrder(body, context);
  if (!read.ok) return read;
  const { order } = read;
  if (!mayTouch(ctx, order)) throw new Refusal("wrong_brand");
  return { ok: true, intake: { ...intakeOf(order, requestKey, came), onlyBrands: brandWords(ctx) } };
}

/** Of a part no more than which order it is about can be read without that order. */
function readPart(
  ctx: Context,
  { body, requestKey, came }: ReceiveInput,
  context: Parameters<typeof readOrder>[1],
): Read {
  const problems = shapeProblems(body);
  if (problems.length > 0) return { ok: false, problems };
  const part = typeof body === "object" && body !== null && !Array.isArray(body) ? (body as OrderPart) : {};
  const { source, external_id, po_no } = part;
  const read = readOrder({ source, external_id, po_no }, context);
  if (!read.ok) return read;
  if (ctx.who.source !== null && ctx.who.source !== read.order.source) throw new Refusal("wrong_brand");
  const intake = partIntake(read.order, { ...part, source, external_id }, requestKey, came);
  return { ok: true, intake: { ...intake, onlyBrands: brandWords(ctx) } };
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
  if (!answer.ok) throw refusalOf(answer);
  return answer;
}

const refusalOf = (answer: Exclude<Answer, Taken>): Refusal =>
  answer.reason === "invalid_order"
    ? new Refusal(answer.reason, { problems: answer.problems, record: answer.record })
    : new Refusal(answer.reason);

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
    else ctx.executor.take(read.intake, (answer) => (answer.ok ? settle(answer) : fail(refusalOf(answer))), fail);
  } catch (cause) {
    fail(cause);
  }
}
