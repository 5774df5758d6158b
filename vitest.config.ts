import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Packages resolve to their source, so that tests need no build. */
const resolve = { conditions: ["@switchyard/source", "module", "node", "import", "default"] };
const project = (name: string, root: string, { isolate, ...more }: { include?: string[]; isolate: boolean }) => ({
  resolve,
  ssr: { resolve: { conditions: resolve.conditions, externalConditions: resolve.conditions } },
  test: { name, root, include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000, isolate, ...more },
});
/** What a test file needs of its own it opens and closes itself, so that files of a room share what is loaded. */
const SHARED = ["logic", "orders", "flow", "engine", "analysis", "phrases", "sandbox", "templates", "store"];

export default defineConfig({
  test: {
    // A third of the tests' time is waiting (processes, disks, timers), so one worker more than there are cores.
    maxWorkers: availableParallelism() + 1,
    projects: [
      ...SHARED.map((room) => project(room, `packages/${room}`, { isolate: false })),
      project("server", "apps/server", { isolate: false }),
      project("web", "apps/web", { isolate: false, include: ["src/**/*.test.{ts,tsx}"] }),
      project("connectors", "packages/connectors", { isolate: true }),
      project("faults", "apps/faults", { isolate: true }),
      project("bench", "apps/bench", { isolate: true }),
    ],
  },
});
