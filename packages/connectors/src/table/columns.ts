/** Names of columns: each one different, so that a mapping by name can never take the wrong one. */
import { PROTOTYPE_KEYS } from "../text.ts";
import type { Notices } from "./notices.ts";

export function nameColumns(header: readonly string[], notices: Notices): string[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const plain = cell
      .normalize("NFKC")
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .slice(0, 200);
    if (PROTOTYPE_KEYS.has(plain))
      notices.add("forbidden_column", `列名 ${plain} 不可用`, `A column may not be called ${plain}`);
    const name = plain === "" || PROTOTYPE_KEYS.has(plain) ? `列${index + 1}` : plain;
    if (used.has(name)) notices.add("duplicate_column", `列名“${name}”重复`, `The column “${name}” stands twice`);
    let unique = name;
    for (let n = 2; used.has(unique); n += 1) unique = `${name} (${n})`;
    used.add(unique);
    return unique;
  });
}
