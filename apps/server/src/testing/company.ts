/** A company's own identity: a real OpenID provider on this machine, and a person who signs in there with a browser. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type KoaContextWithOIDC } from "oidc-provider";
import { onTestFinished } from "vitest";
import type { OpenId } from "../access/sign-in.ts";
import { PUBLIC_URL } from "./people.ts";

export interface Company {
  openId: OpenId;
  issuer: string;
  /** The provider's answers may be changed on their way, as somebody between the two would. */
  tamper: {
    discovery?: (document: Record<string, unknown>) => object;
    token?: (answer: Record<string, unknown>) => object;
  };
  /** It takes connections and answers nothing. */
  silent: boolean;
  /** What the token address was asked with. */
  exchanges: URLSearchParams[];
  /** Signs in at the provider as this person and agrees; answers the address that the browser is sent back to. */
  visit(url: string, email: string): Promise<string>;
}

const CLIENT = { id: "switchyard", secret: "a secret that both know" };

export async function openCompany(): Promise<Company> {
  let listener: RequestListener = (_, response) => response.end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret },
        redirect_uris: [`${PUBLIC_URL}/api/auth/callback/company`],
        ...{
          grant_types: ["authorization_code"],
          response_types: ["code"],
          token_endpoint_auth_method: "client_secret_post",
        },
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    // Whoever types an address at the provider's own page is that person.
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: `subject of ${id}`, email: id, email_verified: true, name: `公司的 ${id}` }),
    }),
    cookies: { keys: ["for this test"] },
    features: { devInteractions: { enabled: true } },
  });
  const tamper: Company["tamper"] = {};
  const exchanges: URLSearchParams[] = [];
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    await next();
    const body = ctx.body as Record<string, unknown>;
    if (ctx.path.endsWith("openid-configuration") && tamper.discovery) ctx.body = tamper.discovery(body);
    if (ctx.path === "/token" && ctx.oidc) {
      exchanges.push(new URLSearchParams(Object.entries(ctx.oidc.body ?? {}) as [string, string][]));
      if (tamper.token) ctx.body = tamper.token(body);
    }
  });
  const answer = provider.callback();
  const company: Company = {
    silent: false,
    issuer,
    tamper,
    exchanges,
    openId: {
      ...{ name: "公司账号", clientId: CLIENT.id, clientSecret: CLIENT.secret },
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    },
    visit: (url, email) => throughPages(url, email),
  };
  listener = (request, response) => {
    if (!company.silent) void answer(request, response);
  };
  return company;
}

/** Follows the provider's pages as a browser does: keeps cookies, fills in its login form, agrees. */
async function throughPages(start: string, email: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step += 1) {
    const response: Response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === null ? {} : { method: "POST", body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location !== null) {
      url = new URL(location, url).href;
      form = null;
      if (url.startsWith(PUBLIC_URL)) return url;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider said ${response.status}: ${page.slice(0, 300)}`);
    url = new URL(action, url).href;
    form = new URLSearchParams(prompt === "login" ? { prompt, login: email, password: "x" } : { prompt });
  }
  throw new Error("the provider's pages go round in a circle");
}
