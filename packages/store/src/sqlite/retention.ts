/** Purges along an index, a few rows at a time: nobody waits long for the writer. */
import type { RetentionWriter } from "../port/retention.ts";
import { CLEAR_ROWS } from "./comparisons.ts";
import type { Connection } from "./connection.ts";

export function retentionWriter(db: Connection): RetentionWriter {
  const purge = (table: string, id: string, where: string) => {
    const statement = db.prepare(
      `delete from ${table} where workspace_id = @workspace and ${id} in (
         select ${id} from ${table} where workspace_id = @workspace and ${where} limit @limit)`,
    );
    return (values: { workspace: string; before: string | number; limit: number }) => statement.run(values).changes;
  };
  const intake = purge(
    "intake_records",
    "record_id",
    "record_id < @before and not (outcome = 'quarantined' and closed_at is null)",
  );
  const deliveries = purge(
    "deliveries",
    "delivery_id",
    "created_at < @before and status in ('delivered', 'merged', 'passed_on')",
  );
  const outbox = purge("outbox", "outbox_id", "done_at < @before");
  const state = purge("state", "rowid", "until < @before");
  const replays = purge("replays", "replay_id", "finished_at < @before");
  const oldReport = db
    .prepare("select comparison_id from comparisons where workspace_id = ? and at < ? order by comparison_id limit 1")
    .pluck();
  const itsRows = db.prepare(CLEAR_ROWS);
  const itself = db.prepare("delete from comparisons where workspace_id = ? and comparison_id = ?");
  const differences = db.prepare(
    `delete from replay_differences where workspace_id = ? and replay_id not in (
       select replay_id from replays where workspace_id = ?)`,
  );
  return {
    intake: async (workspace, before, limit) => intake({ workspace, before, limit }),
    deliveries: async (workspace, before, limit) => deliveries({ workspace, before, limit }),
    outbox: async (workspace, before, limit) => outbox({ workspace, before, limit }),
    state: async (workspace, before, limit) => state({ workspace, before, limit }),
    async replays(workspace, before, limit) {
      const gone = replays({ workspace, before, limit });
      if (gone > 0) differences.run(workspace, workspace);
      return gone;
    },
    async comparisons(workspace, before, limit) {
      let gone = 0;
      while (gone < limit) {
        const id = oldReport.get(workspace, before);
        if (id === undefined) break;
        gone += itsRows.run(workspace, id, limit - gone).changes;
        if (gone < limit) gone += itself.run(workspace, id).changes;
      }
      return gone;
    },
  };
}
