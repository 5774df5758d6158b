/** Who belongs to the workspace, who is invited, and how an invitation is taken up. */
import { randomBytes } from "node:crypto";
import { brandNamed } from "@switchyard/orders";
import { type Invitation, type Member, type OpenInvitation, type Role, transact } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import { type Identity, sha256 } from "../access/identity.ts";
import type { Entrance } from "../access/sign-in.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";
import { signInOf } from "./session.ts";

const WEEK_MS = 7 * 86_400_000;

export const listMembers = (ctx: Context): Promise<Member[]> => ctx.store.read.access.members(ctx.workspace.id);

/** Throws `member_not_found`, `last_owner`, `invalid_request` for a guest without a brand. */
export async function changeMember(
  ctx: Context,
  user: string,
  change: { role: Role; brand: string | null },
): Promise<void> {
  const members = await listMembers(ctx);
  const member = members.find((one) => one.user === user);
  if (member === undefined) throw new Refusal("member_not_found");
  if (change.role !== "owner") keepAnOwner(members, user);
  const brand = brandFor(ctx, change);
  await transact(ctx.store, async (tx) => {
    await tx.access.putMember({ ...member, role: change.role, brand });
    const from = { role: member.role, brand: member.brand };
    await tx.append(ctx.workspace.id, [
      act(ctx, "member_changed", { member: user, from, to: { role: change.role, brand } }),
    ]);
  });
}

/** Throws `member_not_found`, `last_owner`. */
export async function removeMember(ctx: Context, user: string): Promise<void> {
  keepAnOwner(await listMembers(ctx), user);
  await transact(ctx.store, async (tx) => {
    if (!(await tx.access.removeMember(ctx.workspace.id, user))) throw new Refusal("member_not_found");
    await tx.append(ctx.workspace.id, [act(ctx, "member_removed", { member: user })]);
  });
}

function keepAnOwner(members: readonly Member[], leaving: string): void {
  const owners = members.filter(({ role }) => role === "owner");
  if (owners.length === 1 && owners[0]?.user === leaving) throw new Refusal("last_owner");
}

function brandFor(ctx: Context, { role, brand }: { role: Role; brand: string | null }): string | null {
  if (role !== "brand_guest") return null;
  const known = brandNamed(ctx.workspace.whole.brands, brand);
  if (known !== undefined) return known.id;
  const message = { zh: "品牌访客须指定一个已有品牌", en: "A brand guest needs one of the workspace's brands" };
  throw new Refusal("invalid_request", { problems: [{ pointer: "/brand", code: "brand_needed", message }] });
}

export const listInvitations = (ctx: Context): Promise<Invitation[]> =>
  ctx.store.read.access.invitations(ctx.workspace.id, ctx.clock.now());

/** The token is told once: it is the link that the invited person gets. */
export async function invite(
  ctx: Context,
  given: { email: string; role: Role; brand: string | null },
): Promise<{ invitation: Invitation; token: string }> {
  const token = randomBytes(32).toString("base64url");
  const at = ctx.clock.now();
  const invitation: Invitation = {
    id: ctx.newId("inv"),
    email: given.email.toLowerCase(),
    role: given.role,
    brand: brandFor(ctx, given),
    invitedBy: ctx.who.id,
    createdAt: at,
    expiresAt: at + WEEK_MS,
  };
  await transact(ctx.store, async (tx) => {
    await tx.access.putInvitation(ctx.workspace.id, { ...invitation, tokenHash: sha256(token) });
    const { id, email, role, brand } = invitation;
    await tx.append(ctx.workspace.id, [act(ctx, "member_invited", { invitation: id, email, role, brand })]);
  });
  return { invitation, token };
}

/** Throws `invitation_not_found`. */
export async function withdrawInvitation(ctx: Context, id: string): Promise<void> {
  await transact(ctx.store, async (tx) => {
    if (!(await tx.access.endInvitation(ctx.workspace.id, id, ctx.clock.now())))
      throw new Refusal("invitation_not_found");
    await tx.append(ctx.workspace.id, [act(ctx, "invitation_withdrawn", { invitation: id })]);
  });
}

/** What the invited person is shown. Throws `invitation_not_found`, `too_many_tries`. */
export async function readInvitation(
  door: Door,
  token: string,
  address: string,
): Promise<{ email: string; workspace: string; known: boolean }> {
  const { invitation, house } = await openInvitation(door, token, address);
  const known = (await signInOf(door).findPerson(invitation.email)) !== null;
  return { email: invitation.email, workspace: house.workspace.whole.name, known };
}

/**
 * Takes an invitation up: a new person gives a name and a password; whoever has an account already must be signed in as
 * that person, so that an invitation to a known address opens no account. Throws `invitation_not_found`, `address_taken`.
 */
export async function acceptInvitation(
  door: Door,
  token: string,
  given: { name: string; password: string } | null,
  asked: { who: Identity; address: string; headers: Headers },
): Promise<Entrance> {
  const signIn = signInOf(door);
  const { invitation, house } = await openInvitation(door, token, asked.address);
  const known = await signIn.findPerson(invitation.email);
  if (known !== null && known.id !== asked.who.id) throw new Refusal("address_taken");
  if (known === null && given === null) throw new Refusal("not_signed_in");
  const at = door.clock.now();
  const { id: workspace } = house.workspace;
  // First spent, then used: of two who come with the same link at once, one is too late.
  await transact(door.store, async (tx) => {
    if (!(await tx.access.endInvitation(workspace, invitation.id, at))) throw new Refusal("invitation_not_found");
  });
  const person =
    known ??
    (await signIn.createPerson({ email: invitation.email, name: given?.name ?? "", password: given?.password ?? "" }));
  await transact(door.store, async (tx) => {
    const { role, brand } = invitation;
    await tx.access.putMember({ workspace, user: person.id, role, brand, createdAt: at });
    const data = JSON.stringify({ invitation: invitation.id, member: person.id, role, brand });
    await tx.append(workspace, [{ subject: "workspace", at, type: "member_joined", actor: person.id, data }]);
  });
  if (given === null || known !== null) return { result: "in", cookies: [] };
  return await signIn.enter({ email: invitation.email, password: given.password }, asked.headers);
}

/**
 * Sends a browser to the company's own identity; with an invitation, a new person may come back, and comes back to it.
 * Throws `not_found` where there is none, `invitation_not_found`, `company_unreachable`.
 */
export async function beginByCompany(
  door: Door,
  token: string | null,
  asked: { address: string; headers: Headers },
): Promise<{ url: string; cookies: string[] }> {
  const signIn = signInOf(door);
  if (signIn.openId === null) throw new Refusal("not_found");
  if (token === null) await door.limits.guess(asked.address);
  else await openInvitation(door, token, asked.address);
  const back = token === null ? "/flows" : `/invite/${token}`;
  const start = await signIn.openIdStart({ back, isInvited: token !== null }, asked.headers);
  if (start === null) throw new Refusal("company_unreachable");
  return start;
}

async function openInvitation(
  door: Door,
  token: string,
  address: string,
): Promise<{ invitation: OpenInvitation; house: Context }> {
  await door.limits.guess(address);
  const invitation = await door.store.read.access.invitation(sha256(token), door.clock.now());
  const house = invitation === null ? null : door.workspaces.find(invitation.workspace);
  if (invitation === null || house === null) throw new Refusal("invitation_not_found");
  return { invitation, house };
}
