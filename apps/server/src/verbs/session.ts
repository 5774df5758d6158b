/** Signing in and out, and what the page needs to know of who is there. */
import { timingSafeEqual } from "node:crypto";
import { type Role, transact } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import { type Identity, sha256 } from "../access/identity.ts";
import type { Permission } from "../access/permissions.ts";
import { type Entrance, PASSWORD_LENGTH, type SignIn } from "../access/sign-in.ts";
import { Refusal } from "../refusal/refusal.ts";

export interface SessionView {
  /** `local`: nobody signs in here. `set_up`: there is no owner yet. */
  state: "local" | "set_up" | "signed_out" | "signed_in";
  person: { id: string; name: string } | null;
  role: Role | null;
  permissions: Permission[];
  brand: string | null;
  workspace: string | null;
  workspaces: { id: string; name: string; role: Role }[];
  /** Whether this person is asked for a code of their app too. */
  second_factor: boolean;
  open_id: string | null;
  password: { min: number; max: number };
}

export async function readSession(door: Door, who: Identity): Promise<SessionView> {
  const nobody: SessionView = {
    ...{ state: "signed_out", person: null, role: null, permissions: [], brand: null, workspace: null, workspaces: [] },
    ...{ second_factor: false, open_id: door.signIn?.openId?.name ?? null, password: PASSWORD_LENGTH },
  };
  if (who.kind === "nobody") return { ...nobody, state: (await door.isSetUp()) ? "signed_out" : "set_up" };
  const { id, name, role, brand, workspace } = who;
  const places = who.kind === "person" ? await door.store.read.access.memberships(id) : [];
  const workspaces = places.flatMap((place) => {
    const house = door.workspaces.find(place.workspace);
    return house === null ? [] : [{ id: place.workspace, name: house.workspace.whole.name, role: place.role }];
  });
  const state = who.kind === "local" ? "local" : "signed_in";
  const [account] = who.kind === "person" ? await door.store.read.accounts.find("user", { where: isPerson(id) }) : [];
  return {
    ...nobody,
    state,
    person: { id, name },
    role,
    permissions: [...who.permissions],
    brand,
    workspace,
    workspaces,
    second_factor: account?.twoFactorEnabled === true,
  };
}
const isPerson = (id: string) => [{ field: "id", operator: "eq" as const, value: id, connector: "AND" as const }];

/** Where nobody signs in there is nothing to do so with. */
export function signInOf(door: Door): SignIn {
  if (door.signIn === null) throw new Refusal("not_found");
  return door.signIn;
}

/** Makes the first owner. The code was shown where the program was started. Throws `set_up_already`, `wrong_set_up_code`. */
export async function setUp(
  door: Door,
  given: { code: string; name: string; email: string; password: string },
  asked: { address: string; headers: Headers },
): Promise<Entrance> {
  const signIn = signInOf(door);
  if (await door.isSetUp()) throw new Refusal("set_up_already");
  await door.limits.try("set-up", asked.address);
  if (!isSame(given.code, door.setUpCode ?? "")) throw new Refusal("wrong_set_up_code");
  const person = await signIn.createPerson(given);
  const house = door.workspaces.find(door.workspaces.home);
  if (house === null) throw new Error("there is no workspace to own");
  const at = door.clock.now();
  await transact(door.store, async (tx) => {
    const { id: workspace } = house.workspace;
    await tx.access.putMember({ workspace, user: person.id, role: "owner", brand: null, createdAt: at });
    const data = JSON.stringify({ member: person.id, role: "owner" });
    await tx.append(workspace, [{ subject: "workspace", at, type: "workspace_set_up", actor: person.id, data }]);
  });
  return await signIn.enter(given, asked.headers);
}

/** Throws `wrong_entry`, whichever part was wrong, and `too_many_tries`. */
export async function enter(
  door: Door,
  given: { email: string; password: string },
  asked: { address: string; headers: Headers },
): Promise<Entrance> {
  const signIn = signInOf(door);
  await door.limits.try(given.email, asked.address);
  const entrance = await signIn.enter(given, asked.headers);
  const log = door.workspaces.find(door.workspaces.home)?.log;
  if (entrance.result === "refused") {
    log?.warn("sign-in refused", { code: "wrong_entry" });
    throw new Refusal("wrong_entry");
  }
  log?.info("signed in", { code: entrance.result });
  await door.limits.forgive(given.email, asked.address);
  return entrance;
}

/** The second step. Throws `wrong_entry` and `too_many_tries`. */
export async function enterWithCode(
  door: Door,
  code: string,
  asked: { address: string; headers: Headers },
): Promise<Entrance> {
  const signIn = signInOf(door);
  // Each first step counts for itself: a stranger's tries lock nobody else out.
  const step = `second factor ${firstStep(asked.headers)}`;
  await door.limits.try(step, asked.address);
  const entrance = await signIn.enterWithCode(code, asked.headers);
  if (entrance.result === "refused") throw new Refusal(entrance.reason === "locked" ? "too_many_tries" : "wrong_entry");
  await door.limits.forgive(step, asked.address);
  return entrance;
}

/** What a person did to their own account, told in every house that they belong to. */
export async function tellHouses(door: Door, person: string, type: AccountAct): Promise<void> {
  const at = door.clock.now();
  const memberships = await door.store.read.access.memberships(person);
  const data = JSON.stringify({ member: person });
  await transact(door.store, async (tx) => {
    for (const { workspace } of memberships)
      await tx.append(workspace, [{ subject: "workspace", at, type, actor: person, data }]);
  });
}
export type AccountAct = "password_reset" | "password_changed" | "second_factor_on" | "second_factor_off";

export interface OpenSession {
  id: string;
  address: string | null;
  agent: string | null;
  created_at: number;
  seen_at: number;
  current: boolean;
}

/** A person's own sessions, newest first. */
export async function listSessions(door: Door, who: Identity, current: string | null): Promise<OpenSession[]> {
  const rows = await door.store.read.accounts.find("session", {
    where: [
      { field: "userId", operator: "eq", value: who.id, connector: "AND" },
      { field: "expiresAt", operator: "gt", value: door.clock.wall(), connector: "AND" },
    ],
    sortBy: { field: "createdAt", direction: "desc" },
  });
  return rows.map((row) => ({
    id: String(row.id),
    address: row.ipAddress === null ? null : String(row.ipAddress),
    agent: row.userAgent === null ? null : String(row.userAgent),
    created_at: Number(row.createdAt),
    seen_at: Number(row.updatedAt),
    current: row.id === current,
  }));
}

/** Throws `session_not_found`, also for somebody else's. */
export async function endSession(door: Door, who: Identity, session: string): Promise<void> {
  const gone = await transact(door.store, (tx) =>
    tx.accounts.remove("session", [
      { field: "id", operator: "eq", value: session, connector: "AND" },
      { field: "userId", operator: "eq", value: who.id, connector: "AND" },
    ]),
  );
  if (gone.length === 0) throw new Refusal("session_not_found");
}

/** Which first step a code belongs to, told from others without keeping its cookie. Of two cookies none is believed. */
function firstStep(headers: Headers): string {
  const [one, ...more] = (headers.get("cookie") ?? "").split(/; */).filter((part) => HALF.test(part));
  return one === undefined || more.length > 0 ? "unknown" : sha256(one);
}
const HALF = /^(?:__Host-)?switchyard_second_factor=/;

/** Compared by hash, so that neither length nor content shows in how long it takes. */
const isSame = (given: string, wanted: string) =>
  wanted !== "" && timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
