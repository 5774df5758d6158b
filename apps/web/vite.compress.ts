/// <reference types="node" />
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|svg|json|txt|webmanifest)$/;
/** A smaller file goes into one packet as it is. */
const LEAST_BYTES = 1_200;

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);
const CODINGS: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  // The greatest quality, 11, takes twice the time for 2 % less.
  br: (bytes) => asBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  gz: (bytes) => asGzip(bytes, { level: 9 }),
};

/** Lays a `.br` and a `.gz` beside each asset, once, so that the server compresses nothing (apps/server/src/http/static.ts). */
export function compress(): Plugin {
  return {
    name: "compress",
    apply: "build",
    enforce: "post",
    generateBundle: {
      // After all that still writes into the files.
      order: "post",
      async handler(_, bundle) {
        const squeeze = async (fileName: string, bytes: Buffer) => {
          for (const [ending, coded] of Object.entries(CODINGS)) {
            this.emitFile({ type: "asset", fileName: `${fileName}.${ending}`, source: await coded(bytes) });
          }
        };
        const work = Object.values(bundle).flatMap((file) => {
          const bytes = Buffer.from(file.type === "chunk" ? file.code : file.source);
          return TEXT.test(file.fileName) && bytes.length >= LEAST_BYTES ? squeeze(file.fileName, bytes) : [];
        });
        await Promise.all(work);
      },
    },
  };
}
