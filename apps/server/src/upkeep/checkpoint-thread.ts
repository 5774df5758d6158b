/** The thread of a checkpoint: reading a million records takes seconds that the server has other use for. */
import { parentPort, workerData } from "node:worker_threads";
import { type CheckpointJob, makeCheckpoint } from "./checkpoint-job.ts";

parentPort?.postMessage(await makeCheckpoint(workerData as CheckpointJob));
