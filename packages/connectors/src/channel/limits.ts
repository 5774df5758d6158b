/** Limits and waits that several channels share. Numbers are the vendors', channels.md 1. */
import { createHash } from "node:crypto";
import type { Quota } from "./channel.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Exactly the Standard Webhooks schedule: ten attempts, the last 75 h 35 min 5 s after the first. */
export const WEBHOOK_SCHEDULE: readonly number[] = [
  0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR,
]; // biome-ignore format: a table

/** An alert is worth little tomorrow: six attempts in 23 min, then the fallback channel. */
export const CHAT_SCHEDULE: readonly number[] = [0, 10 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE];

/** Mail servers that greylist want some minutes. */
export const MAIL_SCHEDULE: readonly number[] = [0, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR];

export const perMinute = (max: number, reserved: number): Quota => ({
  windowMs: MINUTE,
  max,
  reserved,
  per: "credential",
});

export const perRecipient = (windowMs: number, max: number): Quota => ({
  windowMs,
  max,
  reserved: 0,
  per: "recipient",
});

export const perSecond = (max: number): Quota => ({ windowMs: SECOND, max, reserved: 0, per: "credential" });
export const WINDOW = { minute: MINUTE, hour: HOUR, day: 24 * HOUR };

/** Names a credential, or whatever else is too long or not to be told, without telling it: 22 letters and digits. */
export const fingerprint = (...parts: string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
