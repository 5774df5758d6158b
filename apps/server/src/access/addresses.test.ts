import { describe, expect, test } from "vitest";
import { hostOf, isLoopback, neighbourhood, trustedAddresses } from "./addresses.ts";

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

describe("the client's address", () => {
  test("is the socket's, whatever is forwarded, where no proxy is trusted", () => {
    const { of } = trustedAddresses([]);
    expect(of(from("203.0.113.7"), "10.0.0.1")).toBe("203.0.113.7");
    expect(of(from("::ffff:203.0.113.7"), undefined)).toBe("203.0.113.7");
    expect(of({}, "10.0.0.1")).toBe("");
  });

  test("is the first that no trusted proxy vouches for, read from our side", () => {
    const { of } = trustedAddresses(["10.0.0.0/8", "fd00::/8"]);
    expect(of(from("10.1.2.3"), "198.51.100.9")).toBe("198.51.100.9");
    expect(of(from("10.1.2.3"), "1.1.1.1, 198.51.100.9, 10.9.9.9")).toBe("198.51.100.9");
    expect(of(from("fd00::1"), "2001:db8::5")).toBe("2001:db8::5");
    expect(of(from("10.1.2.3"), "nonsense")).toBe("10.1.2.3");
    expect(of(from("203.0.113.7"), "198.51.100.9")).toBe("203.0.113.7");
  });

  test("a proxy that is none is refused in both languages", () => {
    expect(() => trustedAddresses(["10.0.0.0/99"])).toThrow(/10\.0\.0\.0\/99.*neither an address nor a network/);
  });

  test("IPv6 is counted by the /64 that one subscriber has", () => {
    expect(neighbourhood("203.0.113.7")).toBe("203.0.113.7");
    expect(neighbourhood("2001:db8:1:2:3:4:5:6")).toBe(neighbourhood("2001:db8:1:2::9"));
    expect(neighbourhood("2001:db8:1:2::9")).not.toBe(neighbourhood("2001:db8:1:3::9"));
    expect(neighbourhood("::1")).toBe("0:0:0:0");
  });
});

test("this machine is known by every one of its names, and by nothing that only looks like one", () => {
  for (const here of ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "::ffff:127.0.0.1"])
    expect([here, isLoopback(here)]).toEqual([here, true]);
  for (const there of ["", "localhost.example.com", "127.0.0.1.nip.io", "1127.0.0.1", "0.0.0.0", "::", "x127.0.0.1"])
    expect([there, isLoopback(there)]).toEqual([there, false]);
  expect(["localhost:7410", "[::1]:7410", "example.com"].map(hostOf)).toEqual(["localhost", "[::1]", "example.com"]);
});

test("by https came what a proxy that we trust says so of, and nothing else", () => {
  const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
  const addresses = trustedAddresses(["10.0.0.0/8"]);
  expect(addresses.schemeOf(from("10.0.0.1"), "https")).toBe("https:");
  expect(addresses.schemeOf(from("::ffff:10.0.0.1"), "HTTPS, http")).toBe("https:");
  expect(addresses.schemeOf(from("10.0.0.1"), "http")).toBe("http:");
  expect(addresses.schemeOf(from("10.0.0.1"), undefined)).toBe("http:");
  expect(addresses.schemeOf(from("203.0.113.7"), "https")).toBe("http:");
});
