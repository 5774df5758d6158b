/** The raw rate in a process of its own, so that it can be given another disk: `node raw-rate.ts '<plan>'`, prints orders a second. */
import { rawRate } from "../bulk.ts";

const { written, folder, name } = JSON.parse(process.argv[2] ?? "{}") as Record<"written" | "folder" | "name", string>;
console.log(rawRate(written, folder, name));
