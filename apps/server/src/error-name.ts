/** What may be said of an unexpected error: its name and code, and the first place in our code. */
export function errorName(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const code = "code" in cause && typeof cause.code === "string" ? ` ${cause.code}` : "";
  const place = /\(?((?:apps|packages)\/[\w./-]+:\d+)/.exec(cause.stack ?? "")?.[1];
  return `${cause.name}${code}${place === undefined ? "" : ` at ${place}`}`;
}
