/// <reference types="node" />
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** What a first visit to the designer loads: the entry, the route, its words in one language, and all that these import statically. */
const FIRST_LOAD = [
  /\/index\.html$/,
  /\/DesignerPage\.tsx$/,
  /\/words\/zh-CN\/(shell|designer|together)\.ts$/,
  /\/locale\/zh_CN\.js$/,
];
const LIMIT_KB = 400;

/** Fails a build whose designer route grew past its budget (experience.md, performance.md). */
export function budget(): Plugin {
  return {
    name: "first-load-budget",
    apply: "build",
    generateBundle(_, bundle) {
      const chunks = new Map(
        Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])),
      );
      const isFirst = (id: string | null) => id !== null && FIRST_LOAD.some((pattern) => pattern.test(id));
      const open = [...chunks.values()].filter((chunk) => isFirst(chunk.facadeModuleId)).map((chunk) => chunk.fileName);
      const loaded = new Set<string>();
      for (let name = open.pop(); name !== undefined; name = open.pop()) {
        if (loaded.has(name)) continue;
        loaded.add(name);
        open.push(...(chunks.get(name)?.imports ?? []));
      }
      const bytes = [...loaded].reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? "").length, 0);
      const kb = bytes / 1000;
      this.info(
        `designer route, first load: ${kb.toFixed(1)} KB of JavaScript gzipped in ${loaded.size} files (limit ${LIMIT_KB})`,
      );
      if (kb > LIMIT_KB)
        this.error(`the designer route loads ${kb.toFixed(1)} KB at first; the limit is ${LIMIT_KB} KB`);
    },
  };
}
