/** A house where people sign in, and browsers that keep cookies. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join as inFolder } from "node:path";
import type { Role } from "@switchyard/store";
import { type House, openHouse, type Reply, reply, temporaryFolder } from "./harness.ts";

export const PUBLIC_URL = "https://yard.example.com";
export const PASSWORD = "correct horse battery";

export interface Browser {
  cookies: Map<string, string>;
  workspace: string | null;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
}

/** What a browser does: keeps cookies, names its page's origin. `address`: where its socket comes from. */
export function openBrowser(house: House, { address = "203.0.113.7" }: { address?: string } = {}): Browser {
  const cookies = new Map<string, string>();
  const browser: Browser = {
    cookies,
    workspace: null,
    async ask(method, path, body, headers = {}) {
      const response = await house.app.request(
        `${PUBLIC_URL}/api/v1${path}`,
        {
          method,
          headers: {
            host: "yard.example.com",
            origin: PUBLIC_URL,
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...(cookies.size === 0
              ? {}
              : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
            ...(browser.workspace === null ? {} : { "x-workspace": browser.workspace }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        { incoming: { socket: { remoteAddress: address } } },
      );
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value === "" || /max-age=0/i.test(cookie)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return await reply(response);
    },
  };
  return browser;
}

type HouseOptions = NonNullable<Parameters<typeof openHouse>[0]>;
const given = { name: "陈老板", email: "owner@example.com", password: PASSWORD };
const ownerOf = async (house: House): Promise<Browser> => {
  const owner = openBrowser(house);
  const made = await owner.ask("POST", "/setup", { code: house.setUpCode, ...given });
  if (made.status !== 200) throw new Error(`not set up: ${made.text}`);
  return owner;
};

/** A house where the owner was made and signed in, as it lies in its folder: hashing a password takes more than all the rest of a start. */
let kept: Promise<{ files: [name: string, bytes: Buffer][]; cookies: Browser["cookies"] }> | null = null;
async function keep() {
  const house = await openHouse({ signIn: { publicUrl: PUBLIC_URL, openId: null } });
  const { cookies } = await ownerOf(house);
  await house.stop();
  const names = readdirSync(house.folder, { withFileTypes: true }).filter((one) => one.isFile());
  const files = names.map(({ name }): [string, Buffer] => [name, readFileSync(inFolder(house.folder, name))]);
  return { files, cookies };
}

/** A house with its first owner, signed in. With a clock or a key of its own it is made from nothing, else from one that was kept. */
export async function openSharedHouse(options: HouseOptions = {}): Promise<{ house: House; owner: Browser }> {
  const signIn = { publicUrl: PUBLIC_URL, openId: null };
  if (options.folder !== undefined || options.clock !== undefined || options.secretKey !== undefined) {
    const house = await openHouse({ ...options, signIn });
    return { house, owner: await ownerOf(house) };
  }
  kept ??= keep();
  const { files, cookies } = await kept;
  const folder = temporaryFolder();
  for (const [name, bytes] of files) writeFileSync(inFolder(folder, name), bytes);
  const house = await openHouse({ ...options, folder, signIn });
  const owner = openBrowser(house);
  for (const [name, value] of cookies) owner.cookies.set(name, value);
  return { house, owner };
}

/** Invited by `host`, and signed in. */
export async function join(
  house: House,
  host: Browser,
  given: { email: string; role: Role; brand?: string },
): Promise<Browser> {
  const invited = await host.ask("POST", "/invitations", { brand: null, ...given });
  if (invited.status !== 201) throw new Error(`not invited: ${invited.text}`);
  const guest = openBrowser(house);
  const taken = await guest.ask("POST", `/invitations/${invited.body.token}`, {
    name: given.email,
    password: PASSWORD,
  });
  if (taken.status !== 200) throw new Error(`did not join: ${taken.text}`);
  return guest;
}
