/** Numbers, money and instants in the workspace's zone and the user's language. */
import type { Text } from "@switchyard/orders";
import type { Language } from "../shell/preferences.ts";

export interface Format {
  language: Language;
  number(value: number): string;
  percent(part: number, whole: number): string;
  /** Minor units of a currency. */
  money(minor: number, currency: string): string;
  /** Of a file: 12.3 MB. */
  bytes(count: number): string;
  dateTime(at: number): string;
  /** To the second, with the zone: what hovering shows. */
  exact(at: number): string;
  date(at: number): string;
  ago(at: number, now: number): string;
  text(text: Text): string;
}

const fractionDigits = (currency: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** What Intl makes is dear, and a screen needs little of it: each is made when it is first asked. */
function later<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const made = new Map<string, Format>();

/** Made once for a language and a zone: each of many components asks. */
export function formatFor(language: Language, zone: string): Format {
  const key = `${language} ${zone}`;
  const known = made.get(key) ?? createFormat(language, zone);
  made.set(key, known);
  return known;
}

function createFormat(language: Language, zone: string): Format {
  const number = later(() => new Intl.NumberFormat(language));
  const percent = later(() => new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }));
  const megabytes = later(() => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }));
  const parts: Intl.DateTimeFormatOptions = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" };
  const minutes: typeof parts = { ...parts, hour: "2-digit", minute: "2-digit" };
  const date = later(() => new Intl.DateTimeFormat("sv-SE", parts));
  const minute = later(() => new Intl.DateTimeFormat("sv-SE", minutes));
  const exact = later(() => new Intl.DateTimeFormat("sv-SE", { ...minutes, second: "2-digit" }));
  const relative = later(() => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
  return {
    language,
    number: (value) => number().format(value),
    percent: (part, whole) => percent().format(whole === 0 ? 0 : part / whole),
    money(minor, currency) {
      const digits = fractionDigits(currency);
      return new Intl.NumberFormat(language, { style: "currency", currency }).format(minor / 10 ** digits);
    },
    bytes: (count) => `${megabytes().format(count / 1024 / 1024)} MB`,
    dateTime: (at) => minute().format(at),
    exact: (at) => `${exact().format(at)} ${zone}`,
    date: (at) => date().format(at),
    ago(at, now) {
      const minutes = Math.round((at - now) / 60_000);
      if (Math.abs(minutes) < 60) return relative().format(minutes, "minute");
      if (Math.abs(minutes) < 48 * 60) return relative().format(Math.round(minutes / 60), "hour");
      return relative().format(Math.round(minutes / 1440), "day");
    },
    text: (text) => (language === "en" ? text.en : text.zh),
  };
}
