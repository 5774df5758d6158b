import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Keyring, maskSecret, openSecret, sealSecret } from "./seal.ts";

const old = randomBytes(32);
const keyring: Keyring = { current: "k2", keys: { k1: old, k2: randomBytes(32) } };
const place = { tenant: "t1", row: "channel-7" };

describe("[K1] sealed secrets", () => {
  it("open again in their place, whatever their text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (secret) => {
        const sealed = sealSecret(secret, place, keyring);
        expect(openSecret(sealed, place, keyring)).toEqual({ ok: true, secret: Buffer.from(secret).toString() });
      }),
    );
  });

  it("do not open in another row, another tenant, or where the parts are cut differently", () => {
    const sealed = sealSecret("whsec", place, keyring);
    for (const other of [
      { tenant: "t2", row: "channel-7" },
      { tenant: "t1", row: "channel-8" },
      { tenant: "t1c", row: "hannel-7" },
      { tenant: "", row: "t1channel-7" },
    ]) {
      expect(openSecret(sealed, other, keyring)).toMatchObject({ ok: false, problem: { code: "does_not_open" } });
    }
  });

  it("do not open after any single character was changed", () => {
    const sealed = sealSecret("a secret of some length", place, keyring);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
      const opened = openSecret(changed, place, keyring);
      // The last character of base64 may carry bits that no byte uses.
      if (opened.ok)
        expect(Buffer.from(changed.split(".")[3] ?? "", "base64url")).toEqual(
          Buffer.from(sealed.split(".")[3] ?? "", "base64url"),
        );
    }
    expect(openSecret("", place, keyring).ok).toBe(false);
    expect(openSecret("s1.k2..", place, keyring).ok).toBe(false);
  });

  it("[K2] keep opening after the key was rotated", () => {
    const sealed = sealSecret("x", place, { current: "k1", keys: { k1: old } });
    expect(openSecret(sealed, place, keyring)).toEqual({ ok: true, secret: "x" });
    const without = { current: "k2", keys: { k2: keyring.keys.k2 ?? old } };
    expect(openSecret(sealed, place, without)).toMatchObject({ ok: false, problem: { code: "key_unknown" } });
  });

  it("refuse a short key and never reuse a nonce", () => {
    expect(() => sealSecret("x", place, { current: "k", keys: { k: randomBytes(16) } })).toThrow();
    const seen = new Set(Array.from({ length: 1000 }, () => sealSecret("x", place, keyring)));
    expect(seen.size).toBe(1000);
  });

  it("are shown masked", () => {
    expect(maskSecret("short")).toBe("••••");
    expect(maskSecret("0123456789abcdefWXYZ")).toBe("••••WXYZ");
  });
});
