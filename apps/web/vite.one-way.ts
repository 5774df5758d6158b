/// <reference types="node" />
import type { Plugin } from "vite";

/** Files that import each other, each with the next; null: none. */
function circle(imports: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (file: string): string[] | null => {
    if (path.includes(file)) return path.slice(path.indexOf(file));
    if (done.has(file)) return null;
    path.push(file);
    for (const next of imports.get(file) ?? []) {
      const found = walk(next);
      if (found !== null) return found;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const found = walk(file);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Files import one way. Where two import each other, that which runs first finds the other's values missing, and whether a screen
 * opens then depends on which one was open before. Groups of modules (vite.config.ts) may bring such a circle where sources have none.
 */
export function oneWay(): Plugin {
  return {
    name: "one-way",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [file] : []));
      const found = circle(new Map(chunks.map(({ fileName, imports }) => [fileName, imports])));
      if (found !== null) this.error(`files import each other: ${found.join(" → ")}`);
    },
  };
}
