/** Pieces of the channels' settings. */
import { z } from "zod";

/** A token, or the whole robot address pasted from the vendor's page, of which the token is kept. */
export function tokenSchema(from: { parameter: string } | { lastSegment: true }) {
  return z
    .string()
    .trim()
    .max(500)
    .overwrite((value) => {
      if (!URL.canParse(value)) return value;
      const url = new URL(value);
      return "parameter" in from
        ? (url.searchParams.get(from.parameter) ?? "")
        : (url.pathname.split("/").at(-1) ?? "");
    })
    .regex(/^[A-Za-z0-9_-]{8,200}$/);
}

/** Ids of people and departments at the vendor: nothing that separates or mentions. */
const VENDOR_ID = /^[A-Za-z0-9_.-]{1,64}$/;
export const vendorId = z.string().regex(VENDOR_ID);
export const isVendorId = (value: string | undefined): value is string => value !== undefined && VENDOR_ID.test(value);

/** An empty text means: not set. */
export const optionalSecret = z.string().trim().max(200).default("");

/** A strict subset of RFC 5321: one address, ASCII, no quotes, comments, groups, commas or line breaks. */
const EMAIL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/; // biome-ignore format: one pattern

export const isEmailAddress = (value: string): boolean =>
  value.length <= 254 && value.indexOf("@") <= 64 && EMAIL.test(value);

export const isMobile = (value: string | undefined): value is string =>
  value !== undefined && /^\+?\d{6,20}$/.test(value);
