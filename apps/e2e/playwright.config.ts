import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 7499);
/** Playwright reads this file again in each worker: the data folder is made once and handed on. */
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "switchyard-e2e-"));
const report = process.env.SWITCHYARD_BROWSER_REPORT;

export default defineConfig({
  testDir: "src",
  testMatch: "**/*.spec.ts",
  ...(process.env.E2E_HEAVY ? { grep: /@heavy/ } : { grepInvert: /@heavy/ }),
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: "test-results",
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.SWITCHYARD_CHROMIUM
        ? { executablePath: process.env.SWITCHYARD_CHROMIUM }
        : { executablePath: "/usr/bin/chromium" }),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  webServer: {
    command: "node ../server/dist/main.js",
    url: `http://127.0.0.1:${port}/healthz`,
    env: { PORT: String(port), DATA_DIR: process.env.E2E_DATA_DIR },
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
