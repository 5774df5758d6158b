/** The process of a checkpoint: reading a million records takes seconds that the server has other use for. */
import { serveJob } from "../runtime/child-side.ts";
import { type CheckpointJob, type CheckpointResult, makeCheckpoint } from "./checkpoint-job.ts";

serveJob<CheckpointJob, CheckpointResult>(async (job, send) => send(await makeCheckpoint(job)));
