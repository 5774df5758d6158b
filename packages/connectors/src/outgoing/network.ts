/** What a caller says about the network: how names resolve, and whether the machine itself may be reached (tests, never by environment). */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { type Text, text } from "../text.ts";
import { isLoopbackAddress, isPublicAddress } from "./address.ts";

export interface Network {
  /** All addresses of a name. Default: the system's resolver. */
  resolve?: (host: string) => Promise<string[]>;
  /** Ports that https may use. Default 443 and 8443. */
  ports?: readonly number[];
  /** For tests and for a relay on the same machine: plain http and 127.0.0.1 or ::1 on exactly these ports. */
  loopback?: { ports: readonly number[] };
  /** SMTP servers inside the house, by address, that the operator named: e.g. ["10.0.0.25"]. For e-mail only. */
  mailRelays?: readonly string[];
}

export type RefusalCode =
  | "bad_url" | "not_https" | "credentials_in_url" | "port_not_allowed" | "name_not_allowed" | "address_not_allowed"
  | "name_not_found"; // biome-ignore format: a word list
export interface Refusal {
  code: RefusalCode;
  message: Text;
}
export type Checked = { ok: true; url: URL; addresses: string[] } | { ok: false; refusal: Refusal };
export type Reachable = { ok: true; addresses: string[] } | { ok: false; refusal: Refusal };

/** Names that mean the machine or its neighbourhood, whatever they resolve to. */
const INSIDE = /(^|\.)(localhost|local|localdomain|internal|intranet|home\.arpa|lan|corp|onion)$/;

const refuse = (code: RefusalCode, zh: string, en: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, message: text(zh, en) },
});

/** Parses once and checks the scheme, port, name and every address; the addresses are the ones to connect to. */
export async function checkUrl(address: string, network: Network = {}): Promise<Checked> {
  if (!URL.canParse(address)) return refuse("bad_url", "网址无效", "This is not a URL");
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") {
    return refuse("credentials_in_url", "网址中不得带用户名或密码", "The URL may not carry a user name or password");
  }
  const port = url.port === "" ? (url.protocol === "http:" ? 80 : 443) : Number(url.port);
  const loopback = network.loopback?.ports.includes(port) === true;
  if (url.protocol !== "https:" && !(loopback && url.protocol === "http:")) {
    return refuse("not_https", "只允许 https 网址", "Only https URLs are allowed");
  }
  if (!loopback && !(network.ports ?? [443, 8443]).includes(port)) {
    return refuse("port_not_allowed", `不允许端口 ${port}`, `Port ${port} is not allowed`);
  }
  const reachable = await reach(url.hostname, network, loopback);
  if (!reachable.ok) return reachable;
  const onlyLoopback = reachable.addresses.every(isLoopbackAddress);
  if (url.protocol === "http:" && !onlyLoopback) {
    return refuse("not_https", "只允许 https 网址", "Only https URLs are allowed");
  }
  return { ok: true, url, addresses: reachable.addresses };
}

/** The addresses of a host, all of them allowed: one private address among public ones refuses the name. */
export async function reach(hostname: string, network: Network, loopback: boolean): Promise<Reachable> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const allowed = (address: string): boolean => isPublicAddress(address) || (loopback && isLoopbackAddress(address));
  const inside = () =>
    refuse("address_not_allowed", "不允许访问内网地址", "Private and local addresses are not allowed");
  if (isIP(host) !== 0) return allowed(host) ? { ok: true, addresses: [host] } : inside();
  const name = host.replace(/\.$/, "");
  if (!name.includes(".") || INSIDE.test(name)) {
    return refuse("name_not_allowed", `不允许访问内网名称 ${name}`, `${name} is not a public name`);
  }
  const addresses = await (network.resolve ?? resolveAll)(name).catch(() => []);
  if (addresses.length === 0) return refuse("name_not_found", `无法解析 ${name}`, `${name} was not found`);
  return addresses.every(allowed) ? { ok: true, addresses } : inside();
}

async function resolveAll(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true, order: "ipv4first" });
  return found.map((entry) => entry.address);
}
