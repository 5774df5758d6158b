/** `pnpm --filter @switchyard/faults soak [minutes] [orders a second]`: prints its figures; exit code 1 when a promise does not hold. */
import { faultsOf, isSound } from "../harness/audit.ts";
import { temporaryFolder } from "../harness/folder.ts";
import { isLeak, soak } from "./loop.ts";

const minutes = Number(process.argv[2] ?? 10);
const perSecond = Number(process.argv[3] ?? 100);
const folder = temporaryFolder();
const result = await soak({ singles: minutes * 60 * perSecond, perSecond, dataDir: folder.path, say: console.log });
const { audit, living, megabytes, files } = result;
console.log(`
3 tenants, ${(result.seconds / 60).toFixed(1)} min      ${result.orders} orders (${(result.orders / result.seconds).toFixed(0)}/s), ${result.duplicates} sent twice, p99 ${result.p99.toFixed(0)} ms
lost, doubled, misdecided   ${audit.lost.length}, ${audit.doubled.length}, ${audit.misdecided.length}
effects, answers otherwise  ${audit.misqueued.length}, ${audit.misanswered.length}
journal                     ${audit.journal} entries, ${audit.broken === null ? "every chain holds" : "BROKEN"}
read by another tenant      ${result.leaks.length} of ${result.reads} looks and ${result.orders} answers
memory that lives           ${megabytes.first.toFixed(1)} → ${megabytes.last.toFixed(1)} MB, ${living.perX.toFixed(1)} ± ${living.error.toFixed(1)} bytes an order (goal 17)
resident                    ${megabytes.resident.toFixed(0)} MB at most
open files                  ${files.first} → ${files.last}`);
const holds = isSound(audit) && result.leaks.length === 0 && !isLeak(living) && files.last <= files.first + 10;
if (holds) folder.remove();
else console.error(`✗ a promise does not hold; the file is kept in ${folder.path}`, faultsOf(audit), result.leaks);
process.exit(holds ? 0 : 1);
