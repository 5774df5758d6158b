import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { makeShim, type Shim, shimMissing } from "../shim/shim.ts";
import { testFolder } from "./folder.ts";

const missing = shimMissing();

/** Tests that need the shim; where it cannot be built they are skipped, and their title says why. */
export const describeShimmed = (name: string, tests: () => void) =>
  describe.skipIf(missing !== null)(`${name}${missing === null ? "" : ` (skipped: ${missing})`}`, tests);

/** A data folder on the misbehaving disk. */
export function shimmedFolder(): { dataDir: string; shim: Shim } {
  const folder = testFolder();
  const dataDir = join(folder, "data");
  mkdirSync(dataDir);
  const shim = makeShim(folder, dataDir);
  onTestFinished(() => shim.close());
  return { dataDir, shim };
}
