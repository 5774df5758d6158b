import { expect, test } from "vitest";
import { createLinkTokens } from "./link-tokens.ts";

test("a tracking link is 128 random bits with our signature: a token that is ours in part opens nothing", () => {
  const keys = { a: Buffer.alloc(32, 1), b: Buffer.alloc(32, 2) };
  const before = createLinkTokens({ current: "a", keys });
  const token = before.make();
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  // That of a message is the same whenever it is sent, another for another link or another key.
  expect(before.of("link_1")).toBe(createLinkTokens({ current: "a", keys }).of("link_1"));
  expect(before.isOurs(before.of("link_1"))).toBe(true);
  const others = [before.of("link_2"), createLinkTokens({ current: "b", keys }).of("link_1")];
  expect(new Set([before.of("link_1"), ...others]).size).toBe(3);
  expect(before.isOurs(token)).toBe(true);
  expect(createLinkTokens({ current: "b", keys }).isOurs(token)).toBe(true);
  expect(createLinkTokens({ current: "b", keys: { b: keys.b } }).isOurs(token)).toBe(false);
  const bytes = Buffer.from(token, "base64url");
  for (let bit = 0; bit < 256; bit += 1) {
    const forged = Buffer.from(bytes);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(before.isOurs(forged.toString("base64url"))).toBe(false);
  }
  for (const odd of ["", token.slice(1), `${token}A`, `${token}=`, "x".repeat(43)])
    expect(before.isOurs(odd)).toBe(false);
});
