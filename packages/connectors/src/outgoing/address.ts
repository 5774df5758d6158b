/**
 * Which IP addresses a request may leave for. IPv6 is an allow-list (global unicast, 2000::/3), so mapped, compatible (::/96),
 * NAT64, link-local, unique-local and multicast forms are refused without being named. IPv4 and the special blocks inside
 * 2000::/3 come from the IANA special-purpose registries.
 */
import { BlockList, isIP } from "node:net";

const IPV4_SPECIAL: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Azure's wire server answers metadata questions on a public address.
  ["168.63.129.16", 32],
];
const IPV6_SPECIAL: [string, number][] = [
  // IETF protocol assignments, Teredo and ORCHID among them.
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4 carries an IPv4 address inside.
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const blockList = (family: "ipv4" | "ipv6", subnets: [string, number][]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
};
const ipv4Special = blockList("ipv4", IPV4_SPECIAL);
const ipv6Global = blockList("ipv6", [["2000::", 3]]);
const ipv6Special = blockList("ipv6", IPV6_SPECIAL);

/** True for an address that belongs to the public internet; anything that is not an address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !ipv4Special.check(address, "ipv4");
    case 6:
      return !address.includes("%") && ipv6Global.check(address, "ipv6") && !ipv6Special.check(address, "ipv6");
    default:
      return false;
  }
}

/** True for this machine itself, 127.0.0.1 and ::1, which only an explicit option may open. */
export function isLoopbackAddress(address: string): boolean {
  return address === "127.0.0.1" || address === "::1";
}
