/** Money is an integer number of minor units and a currency (ISO 4217). No float ever carries an amount. */
import type { Text } from "./text.ts";

/** Currencies whose minor unit is not a hundredth: ISO 4217, exponent. */
const OTHER_DIGITS: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
  XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
}; // biome-ignore format: a table

/** The other currencies in use, all with two digits. */
const TWO_DIGITS =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP " +
  "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS " +
  "KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD " +
  "PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP " +
  "TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

const digitsByCurrency = new Map<string, number>([
  ...TWO_DIGITS.split(" ").map((code): [string, number] => [code, 2]),
  ...Object.entries(OTHER_DIGITS),
]);

/** How many decimals a currency has (JPY 0, CNY 2, KWD 3), or null for a code that ISO 4217 does not list. */
export function minorDigits(currency: string): number | null {
  return digitsByCurrency.get(currency) ?? null;
}

export type MoneyResult = { ok: true; minor: number } | { ok: false; code: MoneyProblem; message: Text };
type MoneyProblem = "unknown_currency" | "not_a_decimal" | "too_many_decimals" | "too_large";

const refuse = (code: MoneyProblem, zh: string, en: string): MoneyResult => ({ ok: false, code, message: { zh, en } });

/**
 * Minor units of a decimal in major units ("19.90", 66.8), exactly: digits are moved, never multiplied. A number counts as
 * the shortest decimal that names it, which is what the sender wrote. Zeros beyond the currency's decimals are harmless.
 */
export function parseMoney(value: string | number, currency: string): MoneyResult {
  const digits = minorDigits(currency);
  if (digits === null) return refuse("unknown_currency", `未知币种 ${currency}`, `Unknown currency ${currency}`);
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    const minor = value * 10 ** digits;
    // Zero loses its sign.
    if (Number.isSafeInteger(minor)) return { ok: true, minor: minor + 0 };
  }
  const found = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?$/.exec(String(value).trim());
  if (found === null) {
    return refuse("not_a_decimal", "金额须为十进制数，如 199.00", "An amount is a plain decimal such as 199.00");
  }
  const [, sign, whole = "", decimals = ""] = found;
  const kept = decimals.slice(0, digits).padEnd(digits, "0");
  if (/[1-9]/.test(decimals.slice(digits))) {
    return refuse(
      "too_many_decimals",
      `${currency} 最多 ${digits} 位小数`,
      `${currency} has at most ${digits} decimals`,
    );
  }
  const minor = Number(whole + kept);
  if (!Number.isSafeInteger(minor)) return refuse("too_large", "金额过大", "The amount is too large");
  return { ok: true, minor: sign === "-" && minor !== 0 ? -minor : minor };
}

/** The decimal in major units, always with the currency's decimals: 1990 CNY → "19.90". */
export function formatMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency) ?? 2;
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
