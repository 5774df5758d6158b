/** The raw rate in a process of its own, so that it can be given another disk: `node raw-rate.ts '<plan>'`, prints orders a second. */
import { openRawFile } from "../bulk.ts";

const { written, folder } = JSON.parse(process.argv[2] ?? "{}") as Record<"written" | "folder", string>;
const raw = openRawFile(written, folder);
console.log(raw.catchUp().perSecond);
raw.close();
