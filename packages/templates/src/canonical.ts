/** One text for one content: fixed order of the outermost keys, sorted keys below, short values on one line, a checksum. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "@switchyard/orders";

export const checksumOf = (content: unknown): string =>
  `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(content))))}`;

const WIDTH = 110;

/** `keys` are the outermost ones, in order; the checksum over all of them is added last. Ends with a line feed. */
export function canonicalFile(content: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  const lines = keys.flatMap((key) => {
    const value = content[key];
    return value === undefined ? [] : [`  ${JSON.stringify(key)}: ${pretty(value, "  ", key.length + 4)}`];
  });
  lines.push(`  "checksum": "${checksumOf(content)}"`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** `used` is how much of the line is taken when the value begins. */
function pretty(value: unknown, indent: string, used: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const flat = inline(value, WIDTH - indent.length - used);
  if (flat !== null) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => `${inner}${pretty(one, inner, 0)}`).join(",\n")}\n${indent}]`;
  }
  const lines = entriesOf(value).map(([key, one]) => {
    const name = JSON.stringify(key);
    return `${inner}${name}: ${pretty(one, inner, name.length + 2)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** On one line, or null where that is longer than `room`. */
function inline(value: unknown, room: number): string | null {
  if (typeof value !== "object" || value === null) {
    const said = JSON.stringify(value) ?? "null";
    return said.length <= room ? said : null;
  }
  const parts: string[] = [];
  let left = room - 4;
  const items: [string | null, unknown][] = Array.isArray(value) ? value.map((one) => [null, one]) : entriesOf(value);
  for (const [key, one] of items) {
    const name = key === null ? "" : `${JSON.stringify(key)}: `;
    const said = inline(one, left - name.length);
    if (said === null) return null;
    parts.push(`${name}${said}`);
    left -= name.length + said.length + 2;
    if (left < 0) return null;
  }
  if (Array.isArray(value)) return `[${parts.join(", ")}]`;
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}
