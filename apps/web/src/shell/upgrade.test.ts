import { expect, test } from "vitest";
import { lookForUpgrade, useUpgraded } from "./upgrade.ts";

const page = async () => '<script type="module" src="/assets/index-new00000.js"></script>';

test("a page whose script the server names no more is told as upgraded; no answer, or the same page, is not", async () => {
  expect(await lookForUpgrade("/assets/index-new00000.js", page)).toBe(false);
  expect(await lookForUpgrade("/assets/index-old00000.js", async () => null)).toBe(false);
  expect(await lookForUpgrade(null, page)).toBe(false);
  expect(useUpgraded.getState().upgraded).toBe(false);
  expect(await lookForUpgrade("/assets/index-old00000.js", page)).toBe(true);
  expect(useUpgraded.getState().upgraded).toBe(true);
});
