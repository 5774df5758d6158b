import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Packages resolve to their source, so that tests need no build. */
const resolve = { conditions: ["@switchyard/source", "module", "node", "import", "default"] };
/** What a test file needs of its own it opens and closes itself (`isolate: false`): the files of a room share what is loaded. */
const project = (name: string, root: string, more: { include?: string[] } = {}) => ({
  resolve,
  ssr: { resolve: { conditions: resolve.conditions, externalConditions: resolve.conditions } },
  test: {
    name,
    root,
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    isolate: false,
    ...more,
  },
});
const PACKAGES = [
  "logic",
  "orders",
  "flow",
  "engine",
  "analysis",
  "phrases",
  "sandbox",
  "templates",
  "connectors",
  "store",
];

export default defineConfig({
  test: {
    // A third of the tests' time is waiting (processes, disks, timers), so one worker more than there are cores.
    maxWorkers: availableParallelism() + 1,
    projects: [
      ...PACKAGES.map((room) => project(room, `packages/${room}`)),
      ...["server", "bench", "faults"].map((room) => project(room, `apps/${room}`)),
      project("web", "apps/web", { include: ["src/**/*.test.{ts,tsx}"] }),
    ],
  },
});
