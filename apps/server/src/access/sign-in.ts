/** Sign-in by better-auth: passwords, second factor, a company's own identity. Loaded only where people sign in. */
import { hkdfSync } from "node:crypto";
import { type Store, transact } from "@switchyard/store";
import { accountAdapter } from "./account-adapter.ts";

export interface OpenId {
  /** As the provider's button names it. */
  name: string;
  discoveryUrl: string;
  clientId: string;
  clientSecret: string;
}
export interface SignInOptions {
  store: Store;
  /** Where people reach this server: `https://switchyard.example.com`. Cookies are bound to it. */
  publicUrl: string;
  /** Any key that stays secret; the one for sessions is derived from it. */
  key: Uint8Array;
  openId: OpenId | null;
}
export interface Person {
  id: string;
  name: string;
  email: string;
  secondFactor: boolean;
}
export interface Visit {
  person: Person;
  /** The session's id, never its token. */
  session: string;
}
/** `cookies` are whole `Set-Cookie` values. */
export type Entrance =
  | { result: "in" | "second_factor"; cookies: string[] }
  | { result: "refused"; cookies: []; reason: "wrong" | "locked" };

export interface SignIn {
  /** `isReached`: whether the company's identity answered at the start; if not, it is asked again when somebody comes by it. */
  openId: { name: string; isReached: boolean } | null;
  /** Where people reach this server. */
  publicUrl: string;
  visit(headers: Headers): Promise<Visit | null>;
  enter(given: { email: string; password: string }, headers: Headers): Promise<Entrance>;
  /** After `enter` asked for it: a code of the app, or a backup code. */
  enterWithCode(code: string, headers: Headers): Promise<Entrance>;
  leave(headers: Headers): Promise<string[]>;
  /** Throws when the address is taken. */
  createPerson(given: { name: string; email: string; password: string }): Promise<Person>;
  findPerson(email: string): Promise<Person | null>;
  /** A new password for somebody who has one; all their sessions end. False: they come by the company's identity alone. */
  setPassword(person: string, password: string): Promise<boolean>;
  changePassword(given: { current: string; next: string }, headers: Headers): Promise<Entrance>;
  beginSecondFactor(password: string, headers: Headers): Promise<{ uri: string; backupCodes: string[] } | null>;
  confirmSecondFactor(code: string, headers: Headers): Promise<Entrance>;
  endSecondFactor(password: string, headers: Headers): Promise<Entrance>;
  /** `/api/auth/…`: only the two steps of a company's own identity, which browsers are sent to. */
  answer(request: Request): Promise<Response>;
  /**
   * Where to send the browser, which comes back to `back`, a page of ours. `isInvited`: a person whom nobody knows yet may
   * be made. Null: the company's identity cannot be reached.
   */
  openIdStart(
    to: { back: string; isInvited: boolean },
    headers: Headers,
  ): Promise<{ url: string; cookies: string[] } | null>;
}

/** So long a start waits for the company's identity, and so long somebody who comes by it. */
const [START_MS, COME_MS] = [3_000, 10_000];
const WEEK_S = 7 * 24 * 3600;
const DAY_S = 24 * 3600;
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

interface UserRow {
  id: string;
  name: string;
  email: string;
  twoFactorEnabled?: boolean | null | undefined;
}
const personOf = ({ id, name, email, twoFactorEnabled }: UserRow): Person => ({
  id,
  name,
  email,
  secondFactor: twoFactorEnabled === true,
});

export async function openSignIn({ store, publicUrl, key, openId }: SignInOptions): Promise<SignIn> {
  const { betterAuth } = await import("better-auth/minimal");
  const { createAdapterFactory } = await import("better-auth/adapters");
  const { twoFactor } = await import("better-auth/plugins/two-factor");
  const { genericOAuth } = await import("better-auth/plugins/generic-oauth");
  const secure = publicUrl.startsWith("https://");
  // A `__Host-` cookie is bound to this very host; browsers take one over https only.
  const cookie = (name: string) => ({
    name: `${secure ? "__Host-" : ""}switchyard_${name}`,
    attributes: { secure, httpOnly: true, sameSite: "lax" as const, path: "/" },
  });
  const open = (company: OpenId | null) =>
    betterAuth({
      appName: "Switchyard 编组站",
      baseURL: publicUrl,
      basePath: "/api/auth",
      secret: Buffer.from(hkdfSync("sha256", key, "", "switchyard sessions", 32)).toString("base64url"),
      database: createAdapterFactory({
        config: {
          adapterId: "switchyard-store",
          adapterName: "Switchyard store",
          supportsNumericIds: false,
          transaction: false,
        },
        adapter: () => accountAdapter(store),
      }),
      emailAndPassword: {
        enabled: true,
        disableSignUp: true,
        minPasswordLength: PASSWORD_LENGTH.min,
        maxPasswordLength: PASSWORD_LENGTH.max,
      },
      session: { expiresIn: WEEK_S, updateAge: DAY_S, cookieCache: { enabled: false } },
      account: {
        accountLinking: { enabled: true, trustedProviders: company === null ? [] : [PROVIDER] },
      },
      // Ours counts by account and address, and does not believe a forged header.
      rateLimit: { enabled: false },
      telemetry: { enabled: false },
      logger: { disabled: true },
      advanced: {
        useSecureCookies: false,
        cookies: {
          session_token: cookie("session"),
          dont_remember: cookie("brief"),
          two_factor: cookie("second_factor"),
          trust_device: cookie("device"),
          state: cookie("state"),
          oauth_state: cookie("oauth_state"),
        },
      },
      plugins: [
        twoFactor({ issuer: "Switchyard" }),
        genericOAuth({
          config:
            company === null
              ? []
              : [
                  {
                    providerId: PROVIDER,
                    discoveryUrl: company.discoveryUrl,
                    clientId: company.clientId,
                    clientSecret: company.clientSecret,
                    scopes: ["openid", "profile", "email"],
                    pkce: true,
                    requireIdTokenVerification: true,
                    // Who may come in is said by invitations; the provider only says who it is.
                    disableImplicitSignUp: true,
                  },
                ],
        }),
      ],
    });
  /** Connected with the company's identity; null: it has not answered. The library would wait for it without a bound. */
  async function connected(patienceMs: number): Promise<Auth | null> {
    const made = open(openId);
    const ready = made.$context.then(({ socialProviders }) => socialProviders.some(({ id }) => id === PROVIDER));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), patienceMs);
    });
    const isThere = await Promise.race([ready, late]).finally(() => clearTimeout(timer));
    return isThere ? made : null;
  }
  type Auth = ReturnType<typeof open>;
  const first = openId === null ? null : await connected(START_MS);
  let isConnected = first !== null;
  let auth: Auth = first ?? open(null);

  const entrance = async (answer: Response): Promise<Entrance> => {
    if (!answer.ok) return { result: "refused", cookies: [], reason: answer.status === 429 ? "locked" : "wrong" };
    const body: unknown = await answer.json();
    const isHalf = typeof body === "object" && body !== null && "twoFactorRedirect" in body;
    return { result: isHalf ? "second_factor" : "in", cookies: answer.headers.getSetCookie() };
  };

  const codes = codesOfApps();
  /** Only after the library took a code does it say whose it is. */
  const isFirstUse = async (answer: Response, code: string): Promise<boolean> => {
    const { user } = (await answer.clone().json()) as { user: { id: string } };
    return codes.take(`${user.id} ${code}`, performance.now());
  };

  return {
    openId: openId === null ? null : { name: openId.name, isReached: isConnected },
    publicUrl,
    async visit(headers) {
      const found = await auth.api.getSession({ headers });
      return found === null ? null : { person: personOf(found.user), session: found.session.id };
    },
    enter: async (body, headers) => await entrance(await auth.api.signInEmail({ body, headers, asResponse: true })),
    async enterWithCode(code, headers) {
      if (!/^\d{6}$/.test(code))
        return await entrance(await auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true }));
      const answer = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
      if (!answer.ok || (await isFirstUse(answer, code))) return await entrance(answer);
      const { token } = (await answer.clone().json()) as { token: string };
      await (await auth.$context).internalAdapter.deleteSession(token);
      return { result: "refused", cookies: [], reason: "wrong" };
    },
    async leave(headers) {
      const answer = await auth.api.signOut({ headers, asResponse: true });
      return answer.headers.getSetCookie();
    },
    async createPerson({ name, email, password }) {
      const context = await auth.$context;
      const user = await context.internalAdapter.createUser(
        { name, email: email.toLowerCase(), emailVerified: true },
        { method: "invitation" },
      );
      const hash = await context.password.hash(password);
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: hash,
      });
      return personOf(user);
    },
    async findPerson(email) {
      const context = await auth.$context;
      const found = await context.internalAdapter.findUserByEmail(email.toLowerCase());
      return found === null ? null : personOf(found.user);
    },
    async setPassword(person, password) {
      const context = await auth.$context;
      const accounts = await context.internalAdapter.findAccounts(person);
      if (!accounts.some(({ providerId }) => providerId === "credential")) return false;
      await context.internalAdapter.updatePassword(person, await context.password.hash(password));
      await transact(store, (tx) =>
        tx.accounts.remove("session", [{ field: "userId", operator: "eq", value: person, connector: "AND" }]),
      );
      return true;
    },
    changePassword: async ({ current, next }, headers) =>
      await entrance(
        await auth.api.changePassword({
          body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
          headers,
          asResponse: true,
        }),
      ),
    async beginSecondFactor(password, headers) {
      const answer = await auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers, asResponse: true });
      if (!answer.ok) return null;
      const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
      return { uri: totpURI, backupCodes };
    },
    async confirmSecondFactor(code, headers) {
      const answer = await auth.api.verifyTOTP({ body: { code }, headers, asResponse: true });
      if (answer.ok) await isFirstUse(answer, code);
      return await entrance(answer);
    },
    endSecondFactor: async (password, headers) =>
      await entrance(await auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true })),
    answer: (request) => auth.handler(request),
    async openIdStart({ back, isInvited }, headers) {
      if (openId === null) return null;
      if (!isConnected) {
        const found = await connected(COME_MS);
        if (found === null) return null;
        auth = found;
        isConnected = true;
      }
      const answer = await auth.api.signInSocial({
        body: { provider: PROVIDER, callbackURL: back, errorCallbackURL: "/sign-in", requestSignUp: isInvited },
        headers,
        asResponse: true,
      });
      if (!answer.ok) return null;
      const { url } = (await answer.json()) as { url: string };
      return { url, cookies: answer.headers.getSetCookie() };
    },
  };
}

/** A code of an app is right for a minute and a half, and good once: who saw it typed cannot enter by it, too. */
const CODE_MS = 2 * 60_000;
function codesOfApps(): { take(code: string, now: number): boolean } {
  const taken = new Map<string, number>();
  return {
    take(code, now) {
      for (const [one, at] of taken) if (now - at > CODE_MS) taken.delete(one);
      if (taken.has(code)) return false;
      taken.set(code, now);
      return true;
    },
  };
}

/** Its name in the addresses that browsers are sent back to. */
export const PROVIDER = "company";
