/** From where a request comes. A forwarded header is believed only when a proxy that we were told of handed it on. */
import { BlockList, isIP, isIPv6 } from "node:net";

/** What a proxy adds: then a request is not from this machine, whatever its socket says. */
const HANDED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];
export const wasHandedOn = (header: (name: string) => unknown): boolean =>
  HANDED_ON.some((name) => header(name) !== undefined);

/** This machine, as a host is named (in a URL, a Host header, HOST) or as a socket says it. */
const HERE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|(?:::ffff:)127(?:\.\d{1,3}){3})$/i;
export const isLoopback = (host: string): boolean => HERE.test(host);
/** The host of a `Host` header, which may name a port. */
export const hostOf = (header: string): string => header.replace(/:\d+$/, "");

export interface Addresses {
  /** The client's address; empty where there is no socket. */
  of(env: unknown, forwardedFor: string | undefined): string;
  /** How the client reached us: as a proxy that we trust says, else plain, for this server has no TLS of its own. */
  schemeOf(env: unknown, forwardedProto: string | undefined): "http:" | "https:";
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const plain = (address: string) => MAPPED.exec(address)?.[1] ?? address;

/** `proxies`: addresses or networks (`10.0.0.0/8`). Throws with a message in both languages when one is neither. */
export function trustedAddresses(proxies: readonly string[]): Addresses {
  const trusted = new BlockList();
  for (const proxy of proxies) addTo(trusted, proxy);
  const isTrusted = (address: string) =>
    isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? "ipv6" : "ipv4");
  return {
    of(env, forwardedFor) {
      let address = plain(remoteAddress(env));
      const hops = (forwardedFor ?? "").split(",").map((hop) => plain(hop.trim()));
      // From our side outwards: each proxy we trust names the one before it; the first other name is the client.
      while (isTrusted(address)) {
        const before = hops.pop();
        if (before === undefined || isIP(before) === 0) break;
        address = before;
      }
      return address;
    },
    schemeOf(env, forwardedProto) {
      const first = forwardedProto?.split(",")[0]?.trim().toLowerCase();
      return first === "https" && isTrusted(plain(remoteAddress(env))) ? "https:" : "http:";
    },
  };
}

function addTo(list: BlockList, proxy: string): void {
  const [address = "", bits] = proxy.split("/");
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  const most = family === "ipv6" ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most) {
    throw new Error(
      `TRUSTED_PROXIES 中的 “${proxy}” 不是地址或网段 / "${proxy}" in TRUSTED_PROXIES is neither an address nor a network`,
    );
  }
  list.addSubnet(address, prefix, family);
}

/** The socket's other end, as @hono/node-server hands it on; empty where there is no socket. */
export function remoteAddress(env: unknown): string {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? "";
}

/** What a client says of its own address is replaced by where it really comes from: the sign-in library keeps it with sessions. */
export function fromAddress(headers: Headers, address: string): Headers {
  const own = new Headers(headers);
  if (address === "") own.delete("x-forwarded-for");
  else own.set("x-forwarded-for", address);
  return own;
}

/** Whom to count together: an IPv4 address, or the /64 that one subscriber of IPv6 has. */
export function neighbourhood(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const parts = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - parts.length - after.length;
  const whole = [...parts, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...after];
  return whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
}
