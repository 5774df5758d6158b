/** Lost passwords: a link that an owner hands over, or that is mailed where a workspace has a mail channel. */
import { randomBytes } from "node:crypto";
import { admit } from "@switchyard/connectors";
import { transact } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import { sha256 } from "../access/identity.ts";
import type { Person } from "../access/sign-in.ts";
import { openStored } from "../channels/settings.ts";
import { errorName } from "../error-name.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";
import { listMembers } from "./members.ts";
import { signInOf, tellHouses } from "./session.ts";

const HOUR_MS = 3_600_000;
const BY_HAND_MS = 24 * HOUR_MS;

/**
 * The token is told once. Whoever belongs to other workspaces too can only be helped by somebody who owns all of them:
 * otherwise an owner could enter another house in a guest's name. Throws `member_not_found`, `elsewhere_too`.
 */
export async function issueReset(
  ctx: Context,
  door: Door,
  person: string,
): Promise<{ token: string; expires_at: number }> {
  signInOf(door);
  const member = (await listMembers(ctx)).find(({ user }) => user === person);
  if (member === undefined) throw new Refusal("member_not_found");
  if (!(await ownsAllOf(door, ctx.who.id, person))) throw new Refusal("elsewhere_too");
  const made = await makeToken(door, person, BY_HAND_MS);
  await transact(ctx.store, async (tx) => {
    const data = { member: person, expires: made.expires_at };
    await tx.append(ctx.workspace.id, [act(ctx, "password_reset_issued", data)]);
  });
  return made;
}

/** Whether a user owns every workspace of a person: whoever sees that person's link may enter all of them. */
async function ownsAllOf({ store }: Door, user: string, person: string): Promise<boolean> {
  const { access } = store.read;
  const own = new Set((await access.memberships(user)).flatMap((m) => (m.role === "owner" ? [m.workspace] : [])));
  return (await access.memberships(person)).every(({ workspace }) => own.has(workspace));
}

/** The same answer, and as fast, whoever is asked about. Throws `too_many_tries`. */
export async function forgotPassword(door: Door, email: string, address: string): Promise<void> {
  const signIn = signInOf(door);
  await door.limits.try(`forgot ${email}`, address);
  const mailing = async () => {
    const person = await signIn.findPerson(email);
    if (person !== null) await mailReset(door, person);
  };
  mailing().catch((cause: unknown) => {
    const house = door.workspaces.find(door.workspaces.home);
    house?.log.error("a password link was not mailed", { error: errorName(cause) });
  });
}

/** By the first mail channel of a workspace that the person belongs to, where its owners may see the link. */
async function mailReset(door: Door, { id, name, email }: Person): Promise<void> {
  for (const { workspace } of await door.store.read.access.memberships(id)) {
    if (!(await mayCarry(door, workspace, id))) continue;
    const ctx = door.workspaces.find(workspace);
    const records = ctx === null ? [] : await door.store.read.channels.list(workspace);
    const record = records.find(({ kind, enabled }) => kind === "email" && enabled);
    const opened = ctx === null || record === undefined ? null : openStored(ctx.safe, record);
    if (ctx === null || opened === null || !opened.ok) continue;
    const { channel } = opened;
    const at = ctx.clock.now();
    const mayGo = await transact(ctx.store, async (tx) => {
      const state = await tx.channels.limiter(workspace, channel.credential);
      const admission = admit(state, channel.channel.quotas, { critical: true, recipient: id }, at);
      if (admission.ok) await tx.channels.saveLimiter(workspace, channel.credential, admission.state);
      const data = JSON.stringify({ member: id });
      await tx.append(workspace, [{ subject: "workspace", at, type: "password_reset_mailed", actor: id, data }]);
      return admission.ok;
    });
    if (!mayGo) continue;
    const { token } = await makeToken(door, id, HOUR_MS);
    // Sent at once and never through the outbox: there the link would lie in clear.
    await channel.send(
      {
        ...{ id: ctx.newId("reset"), at, kind: "password_reset", level: 1 },
        title: "重设编组站密码 / Reset your Switchyard password",
        lines: [
          { label: "链接 / link", value: `${door.signIn?.publicUrl ?? ""}/reset/${token}` },
          { label: "有效 / good for", value: "1 小时 / 1 hour" },
        ],
        ...{ to: [{ id, name, email }], data: {} },
      },
      ctx.tools,
    );
    return;
  }
}

/** A channel is its owners': they choose the server that reads the mail. */
async function mayCarry(door: Door, workspace: string, person: string): Promise<boolean> {
  for (const { user, role } of await door.store.read.access.members(workspace))
    if (role === "owner" && user !== person && !(await ownsAllOf(door, user, person))) return false;
  return true;
}

/** A new password; every session ends, and every other link. Throws `reset_not_found`, `too_many_tries`. */
export async function resetPassword(door: Door, token: string, password: string, address: string): Promise<void> {
  const signIn = signInOf(door);
  await door.limits.guess(address);
  const identifier = PURPOSE + sha256(token);
  const where = [{ field: "identifier", operator: "eq", value: identifier, connector: "AND" }] as const;
  const [row] = await transact(door.store, (tx) => tx.accounts.remove("verification", where, 1));
  if (row === undefined || Number(row.expiresAt) <= door.clock.wall()) throw new Refusal("reset_not_found");
  const person = String(row.value);
  if (!(await signIn.setPassword(person, password))) throw new Refusal("reset_not_found");
  await transact(door.store, (tx) =>
    tx.accounts.remove("verification", [
      { field: "identifier", operator: "starts_with", value: PURPOSE, connector: "AND" },
      { field: "value", operator: "eq", value: person, connector: "AND" },
    ]),
  );
  await tellHouses(door, person, "password_reset");
}

const PURPOSE = "password-reset ";

async function makeToken(door: Door, person: string, ms: number): Promise<{ token: string; expires_at: number }> {
  const token = randomBytes(32).toString("base64url");
  const now = door.clock.wall();
  const expires_at = now + ms;
  await transact(door.store, (tx) =>
    tx.accounts.create("verification", {
      ...{ id: randomBytes(16).toString("hex"), identifier: PURPOSE + sha256(token), value: person },
      ...{ expiresAt: expires_at, createdAt: now, updatedAt: now },
    }),
  );
  return { token, expires_at };
}
