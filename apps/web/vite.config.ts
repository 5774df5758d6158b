/// <reference types="node" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { compress } from "./vite.compress.ts";
import { designer } from "./vite.designer.ts";
import { FIRST, first } from "./vite.first.ts";
import { oneWay } from "./vite.one-way.ts";
import { roomOf } from "./vite.rooms.ts";

/** Workspace packages resolve to their source, so that the web builds without building them first. */
const conditions = ["@switchyard/source", "module", "browser", "development|production"];
const api = process.env.API_URL ?? "http://127.0.0.1:7410";

/** These say nothing in their package.json, or are ours; none of them does anything by being imported. */
const PURE = /[\\/](packages[\\/](logic|orders|flow|engine|analysis|phrases|sandbox)[\\/]src|@rc-component|zod)[\\/]/;
const hasSideEffects = (id: string) => !PURE.test(id);

/** Each is small, and a screen needs some of them: a few files by which screens show them. */
const ICONS = /[\\/]@ant-design[\\/]icons(-svg)?[\\/]/;
/** What the first requests need, and nothing else. */
const EARLY =
  /[\\/]src[\\/](frame[\\/]first-visit|shell[\\/](ask|door|locales|preferences)|words[\\/]files)\.ts|[\\/]zustand[\\/]esm[\\/]vanilla\.mjs|preload-helper|rolldown[\\/]runtime/;
/** What a flow and an order are. */
const RULES = /[\\/]packages[\\/](flow|orders)[\\/]src[\\/]/;
const alone = { includeDependenciesRecursively: false };

/** antd's words: no page waits for what else is said in one of its parts. */
const LOCALE = /[\\/]locale[\\/]zh_CN\.js$/;

/**
 * What every page loads is one file; what else screens share is in files of at least so many bytes. Of rules none are put together:
 * files that hold what different screens need would import each other (vite.one-way.ts).
 */
const groups = [
  { name: FIRST, test: EARLY, priority: 6, ...alone },
  { name: "shell", tags: ["$initial" as const], priority: 5 },
  { name: "zh_CN", test: LOCALE, priority: 4, ...alone },
  { name: "icons", test: ICONS, priority: 4, ...alone, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
  { name: roomOf, debugName: "designer", priority: 3, ...alone },
  { name: "rules", test: RULES, priority: 2, ...alone, entriesAware: true, entriesAwareMergeThreshold: 0 },
  {
    name: "shared",
    test: /node_modules/,
    priority: 1,
    ...alone,
    entriesAware: true,
    entriesAwareMergeThreshold: 12_000,
  },
];
/** Shared files are called after all screens that share them; one word is enough. */
const chunkFileNames = ({ name }: { name: string }) => `assets/${name.split("~")[0]}-[hash].js`;

export default defineConfig({
  plugins: [react(), first(), designer(), oneWay(), compress()],
  resolve: { conditions },
  css: { modules: { localsConvention: "camelCaseOnly" } },
  server: { proxy: { "/api": api, "/healthz": api } },
  // The server puts a new one into each page that it hands out (apps/server/src/http/static.ts).
  html: { cspNonce: "__STYLE_NONCE__" },
  worker: { format: "es" },
  build: {
    rolldownOptions: {
      input: { index: "index.html", [FIRST]: "src/frame/first-visit.ts" },
      output: { codeSplitting: { groups }, chunkFileNames },
      treeshake: { moduleSideEffects: hasSideEffects, manualPureFunctions: ["z"] },
    },
    target: "es2023",
    outDir: "dist",
    sourcemap: false,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 700,
  },
});
