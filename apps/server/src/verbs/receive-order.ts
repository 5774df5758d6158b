import { type Problem, readOrder } from "@switchyard/orders";
import { type Answer, type Intake, intakeOf } from "../executor/intake.ts";
import { Unreadable } from "../http/body.ts";
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
export type Received = Answer & { ok: true };

/** An order that can be taken in, or all that is wrong with it. */
export type Read = { ok: true; intake: Intake } | { ok: false; problems: Problem[] };

export function readIntake(ctx: Context, { body, requestKey, came }: ReceiveInput): Read {
  const { settings } = ctx.workspace;
  const read = readOrder(body, { settings, receivedAt: ctx.clock.now(), id: ctx.newId("ord") });
  return read.ok ? { ok: true, intake: intakeOf(read.order, requestKey, came) } : read;
}

/**
 * Takes in one order: new, duplicate or update. Throws `invalid_order` with every problem, or `key_reused`; what was
 * refused so is kept in quarantine (but for a person's repair, whose record is there already).
 */
export async function receiveOrder(ctx: Context, input: ReceiveInput): Promise<Received> {
  const read = readIntake(ctx, input);
  if (!read.ok) {
    const { problems } = read;
    const { came, body } = input;
    if (came.mends !== undefined) throw new Refusal("invalid_order", { problems });
    throw new Refusal("invalid_order", { problems, record: await quarantine(ctx, { came, body, problems }) });
  }
  const { brand, source } = ctx.who;
  const { order } = read.intake;
  if ((brand !== null && order.brand !== brand) || (source !== null && order.source !== source)) {
    throw new Refusal("wrong_brand");
  }
  const answer = await ctx.executor.receive(read.intake);
  if (!answer.ok) throw new Refusal(answer.reason);
  return answer;
}

/** The same for a body that may not even be JSON: that too is kept, and refused as it is. */
export async function receiveBody(ctx: Context, input: ReceiveInput): Promise<Received> {
  const { body, came } = input;
  if (!(body instanceof Unreadable)) return receiveOrder(ctx, input);
  const { code, details } = body.refusal;
  const problems = details.problems ?? [{ pointer: "", code, message: PROBLEMS[code].title }];
  throw new Refusal(code, { ...details, record: await quarantine(ctx, { came, body: null, problems }) });
}
