import { describe, expect, test } from "vitest";
import { faultsOf, NO_FAULTS } from "../harness/audit.ts";
import { shimMissing } from "../shim/shim.ts";
import { testFolder } from "../testing/folder.ts";
import { ALL_POINTS, powerLoop } from "./loop.ts";

const missing = shimMissing();

describe.skipIf(missing !== null)(`power cuts${missing === null ? "" : ` (skipped: ${missing})`}`, () => {
  test("[F2] nothing acknowledged is lost when only synced bytes stay, cut at each point of moving the log too", async () => {
    const options = { cuts: ALL_POINTS, folder: testFolder() };
    const { audit, cuts, torn, bytesLost, syncs, moved, movingCuts } = await powerLoop(options);
    console.log(
      `${cuts} cuts (${torn} torn; while the log was moved ${JSON.stringify(movingCuts)}, ${moved} times in all), ${syncs} syncs, ${bytesLost} unsynced bytes lost; ${audit.acknowledged} orders acknowledged, ${audit.lost.length} lost`,
    );
    expect(faultsOf(audit)).toEqual(NO_FAULTS);
    expect(bytesLost).toBeGreaterThan(0);
    expect(movingCuts).toEqual({ logSync: 1, pages: 1, fileSync: 1, restart: 1, firstFrames: 1 });
    expect(audit.acknowledged).toBeGreaterThan(50);
  }, 120_000);

  test("[F2] the same cuts under synchronous=NORMAL lose acknowledged orders: the model sees", async () => {
    const { audit, cuts } = await powerLoop({ cuts: 2, folder: testFolder(), synchronous: "NORMAL" });
    console.log(`${cuts} cuts under NORMAL: ${audit.lost.length} of ${audit.acknowledged} acknowledged orders lost`);
    expect(audit.lost.length).toBeGreaterThan(0);
  }, 120_000);
});
