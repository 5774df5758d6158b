import type { GroupWrite } from "@switchyard/store";
import type { House } from "./harness.ts";

/** Groups whose write is found wrong fail; answers how often. */
export function failingWrites(house: House, wrong: (write: GroupWrite) => Error | null): () => number {
  const { store } = house.ctx;
  const begin = store.begin.bind(store);
  let times = 0;
  store.begin = async (turn) => {
    const tx = await begin(turn);
    const write = tx.write.bind(tx);
    tx.write = (workspace, rows) => {
      const cause = wrong(rows);
      if (cause === null) return write(workspace, rows);
      times += 1;
      throw cause;
    };
    return tx;
  };
  return () => times;
}
