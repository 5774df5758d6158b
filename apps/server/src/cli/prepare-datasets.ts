import { openSqliteReader } from "@switchyard/store";
import { prepareDataset } from "../replay/chunks.ts";
import type { CommandResult, Place } from "./audit.ts";
import { both, lines } from "./words.ts";

/** Prepares what was not prepared yet, so that the first replay is as fast as the next. May run beside the server. */
export async function prepareDatasets({ file }: Place): Promise<CommandResult> {
  const reader = await openSqliteReader(file);
  let [made, there, rows] = [0, 0, 0];
  for (const { id } of await reader.workspaces.list()) {
    for (const dataset of await reader.datasets.list(id)) {
      const count = await prepareDataset(reader, file, id, dataset.id);
      if (count === null) there += 1;
      else {
        made += 1;
        rows += count;
      }
    }
  }
  await reader.close();
  const said = both(
    `已备好 ${made} 份数据（${rows} 张订单），另有 ${there} 份原已备好。`,
    `${made} data sets prepared (${rows} orders); ${there} were prepared before.`,
  );
  return { ok: true, text: lines(said) };
}
