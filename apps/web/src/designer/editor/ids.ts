/** Short ids that are valid in fact paths (`gate.<id>`): letters and digits only. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

export function freshId(prefix: string, taken: ReadonlySet<string> = new Set()): string {
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    const id = prefix + Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
    if (!taken.has(id)) return id;
  }
}
