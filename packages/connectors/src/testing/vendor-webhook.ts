/** A receiver that follows Standard Webhooks to the letter: signature over the raw bytes, five minutes, each id taken once. */
import { createHmac } from "node:crypto";
import type { VendorAnswer, VendorCall, VendorState } from "./vendor-server.ts";

export function standardWebhook(call: VendorCall, state: VendorState): VendorAnswer {
  const id = call.headers["webhook-id"] ?? "";
  const timestamp = call.headers["webhook-timestamp"] ?? "";
  if (Math.abs(Number(timestamp) * 1000 - state.now()) > 300_000) return { status: 400, body: "stale" };
  const expected = state.accounts.webhook.secrets.map((secret) => {
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(call.body).digest("base64")}`;
  });
  const given = (call.headers["webhook-signature"] ?? "").split(" ");
  if (!given.some((signature) => expected.includes(signature))) return { status: 401, body: "signature" };
  // Every arrival is listed, repeated ones too: tests look whether they carry the same id.
  return { status: 204, body: "", received: [{ id, text: call.body.toString("utf8"), to: [] }] };
}
