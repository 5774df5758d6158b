/** Standard Webhooks (github.com/standard-webhooks): HMAC-SHA256 over `id.timestamp.body`; secrets are `whsec_` + base64. */
import { hmacBase64, sameText } from "./digest.ts";

const PREFIX = "whsec_";

/** The key's bytes; null where the text is no such secret (24 to 64 bytes of base64). */
export function webhookKey(secret: string): Buffer | null {
  const base64 = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const key = Buffer.from(base64, "base64");
  return key.byteLength >= 24 && key.byteLength <= 64 ? key : null;
}

const signed = (id: string, seconds: number, body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]);

/** The value of `webhook-signature`: one `v1,…` for each secret, newest first, so that a receiver may hold either. */
export function signWebhook(
  secrets: readonly string[],
  { id, seconds, body }: { id: string; seconds: number; body: Uint8Array },
): string {
  const keys = secrets.map(webhookKey).filter((key) => key !== null);
  return keys.map((key) => `v1,${hmacBase64(key, signed(id, seconds, body))}`).join(" ");
}

/** True when any signature of the header fits any of the secrets. Looks at all of them, whatever it finds. */
export function fitsWebhook(
  header: string,
  secrets: readonly string[],
  message: { id: string; seconds: number; body: Uint8Array },
): boolean {
  const given = header.split(" ").slice(0, 16);
  const expected = signWebhook(secrets.slice(0, 16), message)
    .split(" ")
    .filter((entry) => entry !== "");
  let fits = false;
  for (const signature of given) for (const one of expected) fits = sameText(signature, one) || fits;
  return fits;
}
