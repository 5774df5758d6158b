/** `pnpm --filter @switchyard/faults crash [kills]`: prints its figures; exit code 1 when a promise does not hold. */
import { faultsOf, isSound } from "../harness/audit.ts";
import { temporaryFolder } from "../harness/folder.ts";
import { crashLoop } from "./loop.ts";

const kills = Number(process.argv[2] ?? 150);
const folder = temporaryFolder();
const result = await crashLoop({ kills, dataDir: folder.path, say: console.log });
const { audit, ready } = result;
const ms = (value: number) => `${value.toFixed(0)} ms`;
console.log(`
kills                       ${result.kills}, connections broken by them ${result.broken}
log moved into the file     ${result.moved} times; ${result.halfMoved} kills in the midst of it
orders acknowledged         ${audit.acknowledged}, in the file ${audit.orders}
lost                        ${audit.lost.length}
present more than once      ${audit.doubled.length}
not decided exactly once    ${audit.misdecided.length}
effects not exactly once    ${audit.misqueued.length}
answered otherwise          ${audit.misanswered.length}
journal                     ${audit.journal} entries, ${audit.broken === null ? "every chain holds" : "BROKEN"}
integrity_check             ${audit.integrity}
ready again                 p50 ${ms(ready.p50)}, p99 ${ms(ready.p99)}, most ${ms(ready.most)}
took                        ${result.seconds.toFixed(0)} s`);
const holds = isSound(audit) && result.broken > 0 && result.moved > 0;
if (holds) folder.remove();
else console.error(`✗ a promise does not hold; the file is kept in ${folder.path}`, faultsOf(audit));
process.exit(holds ? 0 : 1);
