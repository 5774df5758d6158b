import type { Plugin } from "vite";

/** Named first in the page, before the libraries: what it asks for comes while they are fetched (src/frame/first-visit.ts). */
export const FIRST = "first";

/** Puts the entry of that name before all other scripts of the page. */
export function first(): Plugin {
  return {
    name: "first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle }) {
        const file = Object.values(bundle ?? {}).find(
          (one) => one.type === "chunk" && one.isEntry && one.name === FIRST,
        );
        if (!file) throw new Error(`no entry is called ${FIRST}`);
        const attrs = { type: "module", async: true, crossorigin: true, src: `/${file.fileName}` };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}
