import { describe, expect, test } from "vitest";
import { faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { shimMissing } from "../shim/shim.ts";
import { testFolder } from "../testing/folder.ts";
import { powerLoop } from "./loop.ts";

const missing = shimMissing();

describe.skipIf(missing !== null)(`power cuts${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
  test("[F2] nothing acknowledged is lost when only synced bytes stay", async () => {
    const { audit, cuts, torn, bytesLost, syncs } = await powerLoop({ cuts: 3, folder: testFolder() });
    console.log(
      `${cuts} cuts (${torn} torn), ${syncs} syncs, ${bytesLost} unsynced bytes lost; ${audit.acknowledged} orders acknowledged, ${audit.lost.length} lost`,
    );
    expect(faultsOf(audit)).toEqual(NO_FAULTS);
    expect(bytesLost).toBeGreaterThan(0);
    expect(audit.acknowledged).toBeGreaterThan(50);
  }, 60_000);

  test("[F2] the same cuts under synchronous=NORMAL lose acknowledged orders: the model sees", async () => {
    const { audit, cuts } = await powerLoop({ cuts: 2, folder: testFolder(), synchronous: "NORMAL" });
    console.log(`${cuts} cuts under NORMAL: ${audit.lost.length} of ${audit.acknowledged} acknowledged orders lost`);
    expect(audit.lost.length).toBeGreaterThan(0);
  }, 60_000);
});
