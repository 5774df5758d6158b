/**
 * `pnpm --filter @switchyard/faults power [cuts]`: power cuts with FULL, which must lose nothing, then with NORMAL, which
 * must lose something or the model sees nothing. Exit code 1 when either does not hold.
 */
import { faultsOf, isSound } from "../harness/audit.ts";
import { temporaryFolder } from "../harness/folder.ts";
import { shimMissing } from "../shim/shim.ts";
import { ALL_POINTS, type PowerResult, powerLoop } from "./loop.ts";

const missing = shimMissing();
if (missing !== null) {
  console.log(`SKIPPED: power cuts need the shim, and ${missing}.`);
  process.exit(0);
}
const cuts = Number(process.argv[2] ?? 30);
const say = (name: string, { audit, ready, ...result }: PowerResult) =>
  console.log(`
synchronous=${name}
cuts                        ${result.cuts}, ${result.torn} of them with torn sectors; ${result.syncs} syncs
log moved into the file     ${result.moved} times; cuts before its sync ${result.movingCuts.logSync}, among the pages ${result.movingCuts.pages}, before the file's sync ${result.movingCuts.fileSync},
                            before the new log's header was synced ${result.movingCuts.restart}, before its first commit was ${result.movingCuts.firstFrames}
unsynced bytes lost         ${result.bytesLost}
orders acknowledged         ${audit.acknowledged}
lost                        ${audit.lost.length}
journal                     ${audit.journal} entries, ${audit.broken === null ? "every chain holds" : "BROKEN"}
integrity_check             ${audit.integrity}
ready again                 p50 ${ready.p50.toFixed(0)} ms, p99 ${ready.p99.toFixed(0)} ms
took                        ${result.seconds.toFixed(0)} s`);

const folders = [temporaryFolder(), temporaryFolder()] as const;
const full = await powerLoop({ cuts, folder: folders[0].path });
say("FULL", full);
const normal = await powerLoop({
  cuts: Math.max(3, Math.ceil(cuts / 4)),
  folder: folders[1].path,
  synchronous: "NORMAL",
});
say("NORMAL (self-test)", normal);
for (const folder of folders) folder.remove();
const holds = isSound(full.audit) && full.bytesLost > 0;
if (!holds) console.error("✗ FULL lost something", faultsOf(full.audit));
const reached = cuts < ALL_POINTS || Object.values(full.movingCuts).every((times) => times > 0);
if (!reached) console.error("✗ a point of moving the log was never cut", full.movingCuts);
const sees = normal.audit.lost.length > 0;
if (!sees) console.error("✗ NORMAL lost nothing: the model is blind");
process.exit(holds && reached && sees ? 0 : 1);
