/// <reference types="node" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Workspace packages resolve to their source, so that the web builds without building them first. */
const conditions = ["@switchyard/source", "module", "browser", "development|production"];
const api = process.env.API_URL ?? "http://127.0.0.1:4380";

export default defineConfig({
  plugins: [react()],
  resolve: { conditions },
  css: { modules: { localsConvention: "camelCaseOnly" } },
  server: { proxy: { "/api": api, "/healthz": api } },
  build: { target: "es2023", outDir: "dist", sourcemap: false, reportCompressedSize: true, chunkSizeWarningLimit: 700 },
});
