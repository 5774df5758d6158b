/** What signing in needs besides a workspace: one per process, opened at the start. */
import { randomBytes } from "node:crypto";
import type { Keyring } from "@switchyard/connectors";
import type { Store, Workspace } from "@switchyard/store";
import type { Clock } from "../runtime/clock.ts";
import type { Context } from "../runtime/context.ts";
import { type Addresses, trustedAddresses } from "./addresses.ts";
import { createKeys, type Keys } from "./keys.ts";
import { createLimits, type Limits } from "./limits.ts";
import { createLinkTokens, type LinkTokens } from "./link-tokens.ts";
import { type OpenId, openSignIn, type SignIn } from "./sign-in.ts";

export interface SignInSettings {
  /** Where people reach this server. */
  publicUrl: string;
  openId: OpenId | null;
}
export interface Workspaces {
  /** The one that this machine's owner works in. */
  home: string;
  /** Null: there is no such workspace. */
  find(id: string): Context | null;
  /** Begins a new one. */
  open(workspace: Workspace): Promise<Context>;
}
export interface Door {
  /** Null: nobody signs in; whoever sits at this machine is the owner. */
  signIn: SignIn | null;
  keys: Keys;
  limits: Limits;
  linkTokens: LinkTokens;
  addresses: Addresses;
  store: Store;
  clock: Clock;
  workspaces: Workspaces;
  /** Shown where the program was started: who has it makes the first owner. Null: nobody signs in. */
  setUpCode: string | null;
  /** False: nobody has an account yet, so whoever has the set-up code makes the first. */
  isSetUp(): Promise<boolean>;
}

export async function openDoor(options: {
  store: Store;
  clock: Clock;
  keyring: Keyring;
  workspaces: Workspaces;
  /** Null: nobody signs in. */
  signIn: SignInSettings | null;
  trustedProxies: readonly string[];
}): Promise<Door> {
  const { store, clock, keyring, workspaces, signIn, trustedProxies } = options;
  const key = keyring.keys[keyring.current];
  if (key === undefined) throw new Error("the keyring names no key");
  let setUp = false;
  return {
    signIn: signIn === null ? null : await openSignIn({ store, key, ...signIn }),
    keys: createKeys(store, clock),
    limits: createLimits(),
    linkTokens: createLinkTokens(keyring),
    addresses: trustedAddresses(trustedProxies),
    store,
    clock,
    workspaces,
    setUpCode: signIn === null ? null : randomBytes(12).toString("base64url"),
    async isSetUp() {
      setUp ||= (await store.read.accounts.count("user", [])) > 0;
      return setUp;
    },
  };
}
