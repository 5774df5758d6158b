import { expect, test } from "vitest";
import { faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { testFolder } from "../testing/folder.ts";
import { isLeak, soak } from "./loop.ts";
import { slopeOf } from "./slope.ts";

test("[F32] three tenants under steady orders: nothing lost, nothing seen by another, memory and open files stay", async () => {
  const result = await soak({ singles: 720, perSecond: null, dataDir: testFolder() });
  const { living, megabytes, files } = result;
  console.log(
    `${result.orders} orders, ${result.reads} looks; living ${megabytes.first.toFixed(1)} → ${megabytes.last.toFixed(1)} MB, ${living.perX.toFixed(0)} ± ${living.error.toFixed(0)} bytes an order; resident at most ${megabytes.resident.toFixed(0)} MB`,
  );
  expect(faultsOf(result.audit)).toEqual(NO_FAULTS);
  expect(result.leaks).toEqual([]);
  expect(result.duplicates).toBeGreaterThan(0);
  expect(result.audit.orders).toBe(result.orders);
  // In the first thousand machine code and caches still settle; a leak of any part of an order is far above that.
  expect(living.perX).toBeLessThan(4000);
  expect(files.last).toBeLessThanOrEqual(files.first + 24);
}, 180_000);

test("[F32] the soak sees a leak", async () => {
  const { living } = await soak({ singles: 360, perSecond: null, dataDir: testFolder(), leak: 16_384 });
  expect(living.perX).toBeGreaterThan(4000);
  expect(isLeak(living)).toBe(true);
}, 180_000);

test("a slope is what least squares say", () => {
  const { perX, error } = slopeOf([
    { x: 0, y: 1 },
    { x: 1, y: 3 },
    { x: 2, y: 5 },
  ]);
  expect(perX).toBeCloseTo(2);
  expect(error).toBeCloseTo(0);
});
