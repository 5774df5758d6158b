/**
 * Tokens of tracking links: 128 random bits and an HMAC over them. One that we did not make is refused before anything is
 * looked up; the store keeps a hash only, so that reading the file opens no link.
 */
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Keyring } from "@switchyard/connectors";

export interface LinkTokens {
  make(): string;
  /**
   * Of a link that goes out with a message: the same whenever the message is sent, and kept nowhere. As hard to guess as one that was
   * made, for whoever does not have the key.
   */
  of(link: string): string;
  /** Whether we made it. */
  isOurs(token: string): boolean;
}

const HALF = 16;

export function createLinkTokens({ current, keys }: Keyring): LinkTokens {
  const signers = new Map(
    Object.entries(keys).map(([id, key]) => [id, Buffer.from(hkdfSync("sha256", key, "", "switchyard links", 32))]),
  );
  const sign = (signer: Buffer, random: Buffer) =>
    createHmac("sha256", signer).update(random).digest().subarray(0, HALF);
  const signed = (half: (signer: Buffer) => Buffer) => {
    const signer = signers.get(current);
    if (signer === undefined) throw new Error("the keyring names no key");
    const random = half(signer);
    return Buffer.concat([random, sign(signer, random)]).toString("base64url");
  };
  return {
    make: () => signed(() => randomBytes(HALF)),
    of: (link) => signed((signer) => sign(signer, Buffer.from(`link of a message\n${link}`))),
    isOurs(token) {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.byteLength !== 2 * HALF || bytes.toString("base64url") !== token) return false;
      const [random, signature] = [bytes.subarray(0, HALF), bytes.subarray(HALF)];
      return [...signers.values()].some((signer) => timingSafeEqual(sign(signer, random), signature));
    },
  };
}
