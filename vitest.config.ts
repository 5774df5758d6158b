import { defineConfig } from "vitest/config";

/** Packages resolve to their source, so that tests need no build. */
const resolve = { conditions: ["@switchyard/source", "module", "node", "import", "default"] };
const project = (name: string, root: string, include: string[]) => ({
  resolve,
  ssr: { resolve: { conditions: resolve.conditions, externalConditions: resolve.conditions } },
  test: { name, root, include, testTimeout: 30_000, hookTimeout: 30_000 },
});

export default defineConfig({
  test: {
    // The default leaves one core idle; on two cores that is half of them.
    maxWorkers: "100%",
    projects: [
      ...[
        "logic",
        "orders",
        "flow",
        "engine",
        "analysis",
        "phrases",
        "sandbox",
        "templates",
        "store",
        "connectors",
      ].map((room) => project(room, `packages/${room}`, ["src/**/*.test.ts"])),
      project("server", "apps/server", ["src/**/*.test.ts"]),
      project("web", "apps/web", ["src/**/*.test.{ts,tsx}"]),
      project("faults", "apps/faults", ["src/**/*.test.ts"]),
      project("bench", "apps/bench", ["src/**/*.test.ts"]),
    ],
  },
});
