/** Small writes of one turn share one transaction: a commit waits for the disk, and the lane is everybody's. */
import { type GroupTx, type Store, transact } from "@switchyard/store";

export type Write = (tx: GroupTx) => Promise<void>;

/** Resolves after the commit. A write that fails does not take the others with it. */
export function writeBatch(store: Store): (write: Write) => Promise<void> {
  let queue: { write: Write; done: () => void; fail: (cause: unknown) => void }[] = [];
  let isPlanned = false;

  async function flush(): Promise<void> {
    isPlanned = false;
    const group = queue;
    queue = [];
    try {
      await transact(store, async (tx) => {
        for (const { write } of group) await write(tx);
      });
    } catch (cause) {
      if (group.length === 1) return group[0]?.fail(cause);
      for (const { write, done, fail } of group) await transact(store, write).then(done, fail);
      return;
    }
    for (const { done } of group) done();
  }

  return (write) =>
    new Promise((done, fail) => {
      queue.push({ write, done, fail });
      if (isPlanned) return;
      isPlanned = true;
      setImmediate(() => void flush());
    });
}
