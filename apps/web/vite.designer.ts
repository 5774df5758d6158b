/// <reference types="node" />
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

/** The route, and what of it does not depend on who looks. */
const ROUTE = [/\/index\.html$/, /\/DesignerPage\.tsx$/];
/** Its words in one language, and antd's. */
const WORDS = [/\/words\/zh-CN\/(shell|designer|together)\.ts$/, /\/antd\/es\/locale\/zh_CN\.js$/];
const LIMIT_KB = 375;
const PAGE = "index.html";

const holds = (chunk: Chunk, patterns: readonly RegExp[]) =>
  [chunk.facadeModuleId ?? "", ...chunk.moduleIds].some((id) => patterns.some((pattern) => pattern.test(id)));

/** The files that hold one of these modules, and all that they import statically. */
function loadedWith(bundle: Bundle, patterns: readonly RegExp[]): Chunk[] {
  const chunks = new Map(
    Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])),
  );
  const loaded = new Map<string, Chunk>();
  const open = [...chunks.values()].filter((chunk) => holds(chunk, patterns));
  for (let chunk = open.pop(); chunk !== undefined; chunk = open.pop()) {
    if (loaded.has(chunk.fileName)) continue;
    loaded.set(chunk.fileName, chunk);
    open.push(...chunk.imports.flatMap((name) => chunks.get(name) ?? []));
  }
  return [...loaded.values()];
}

/**
 * What a first visit to the designer loads: within its budget (experience.md, performance.md), and named in a page of its own, which
 * the server sends for an address of a flow (apps/server/src/http/static.ts).
 */
export function designer(): Plugin {
  return {
    name: "designer",
    apply: "build",
    enforce: "post",
    generateBundle: {
      // After the page and all files are written.
      order: "post",
      handler(_, bundle) {
        const all = loadedWith(bundle, [...ROUTE, ...WORDS]);
        const kb = all.reduce((sum, { code }) => sum + gzipSync(code).length, 0) / 1000;
        const said = `designer route, first load: ${kb.toFixed(1)} KB of JavaScript gzipped in ${all.length} files`;
        this.info(`${said} (limit ${LIMIT_KB})`);
        if (kb > LIMIT_KB) this.error(`${said}; the limit is ${LIMIT_KB} KB`);

        const page = bundle[PAGE];
        if (page?.type !== "asset") return this.error(`no ${PAGE} to name the designer's files in`);
        const html = String(page.source);
        const ahead = loadedWith(bundle, ROUTE);
        const styles = ahead.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
        const links = [
          ...ahead.map(({ fileName }) => ({ fileName, link: `rel="modulepreload"` })),
          ...[...new Set(styles)].map((fileName) => ({ fileName, link: `rel="preload" as="style"` })),
        ]
          .filter(({ fileName }) => !html.includes(fileName))
          .map(({ fileName, link }) => `    <link ${link} crossorigin href="/${fileName}" nonce="__STYLE_NONCE__">\n`);
        const source = html.replace("  </head>", `${links.join("")}  </head>`);
        this.emitFile({ type: "asset", fileName: "designer.html", source });
      },
    },
  };
}
