import type { Mutant } from "./mutants.ts";

/** Must stand in the source exactly once; where lines are broken does not count. */
export function patched(source: string, mutant: Omit<Mutant, "seed">): string {
  const words = mutant.from
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = source.split(new RegExp(words.join("\\s*")));
  if (parts.length !== 2)
    throw new Error(`“${mutant.name}”: its text stands ${parts.length - 1} times in ${mutant.file}`);
  return parts.join(` ${mutant.to} `);
}
