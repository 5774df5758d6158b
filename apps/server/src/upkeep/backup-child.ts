/** The process of a backup. */
import { serveJob } from "../runtime/child-side.ts";
import { makeBackup, stepBack } from "./backup-job.ts";
import type { BackupJob, BackupResult } from "./backups.ts";

serveJob<BackupJob, BackupResult>(async (job, send) => {
  stepBack();
  await send(await makeBackup(job));
});
