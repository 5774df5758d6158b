import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 7499);
/** Playwright reads this file again in each worker: the data folders are made once and handed on. */
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "switchyard-e2e-"));
const report = process.env.SWITCHYARD_BROWSER_REPORT;

/**
 * Two houses side by side: each has a server, data and one browser of its own, and its files run in the order of their names.
 * A file named nowhere belongs to the second. (`people` and `sign-in` each start one more server: they want a house where nobody is yet.)
 */
const FIRST = ["people", "keyboard", "checks", "together", "templates", "draw-and-decide", "forms", "sign-in"].map(
  (name) => `**/${name}.spec.ts`,
);
const houses = [
  { name: "first", port, testMatch: FIRST },
  { name: "second", port: port + 2, testIgnore: FIRST },
];

export default defineConfig({
  testDir: "src",
  testMatch: "**/*.spec.ts",
  ...(process.env.E2E_HEAVY ? { grep: /@heavy/ } : { grepInvert: /@heavy/ }),
  workers: houses.length,
  timeout: 90_000,
  // A machine at a quarter of its pace stands still for seconds now and then: the file is tried once more, and is told as flaky.
  retries: 1,
  expect: { timeout: 15_000 },
  outputDir: "test-results",
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  projects: houses.map(({ port, ...house }) => ({
    ...house,
    workers: 1,
    use: { baseURL: `http://127.0.0.1:${port}` },
  })),
  use: {
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // Pages as those see them who ask their system for little motion: nothing moves between the press and the release of a click.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 60_000,
    // A trace doubles the work of a run: whoever looks into a failure asks for one (`--trace retain-on-failure`).
    trace: "off",
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
  webServer: houses.map(({ name, port }) => ({
    name,
    command: "node ../server/dist/main.js",
    url: `http://127.0.0.1:${port}/healthz`,
    env: { PORT: String(port), DATA_DIR: join(process.env.E2E_DATA_DIR ?? "", name) },
    reuseExistingServer: false,
    timeout: 60_000,
  })),
});
