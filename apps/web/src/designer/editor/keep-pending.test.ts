import { expect, onTestFinished, test } from "vitest";
import { claimKeeping, type Keeping, readKept } from "./keep-pending.ts";

const edit = { type: "remove_edges", ids: ["e"] };

/** As `localStorage`: what is kept stands in it by its key. */
const storageWith = (kept: Record<string, string> = {}) =>
  Object.assign(Object.create({ getItem: (key: string) => kept[key] ?? null }), kept) as Storage;

async function claimed(flow: string, storage: Storage): Promise<Keeping> {
  const keeping = await claimKeeping(flow, storage);
  onTestFinished(keeping.release);
  return keeping;
}

test("two tabs with one draft keep their edits in two places; other flows have theirs", async () => {
  const storage = storageWith();
  const [one, two, other] = [await claimed("f", storage), await claimed("f", storage), await claimed("f2", storage)];
  expect(new Set([one.key, two.key, other.key]).size).toBe(3);
});

test("what a tab that is open keeps is not read by the next one; once that tab is gone, it is", async () => {
  const storage = storageWith({
    "switchyard.pending.g": JSON.stringify({ revision: 3, operations: [edit] }),
    "switchyard.pending.g2": JSON.stringify({ revision: 9, operations: [edit] }),
  });
  const first = await claimed("g", storage);
  expect(await readKept(first, storage)).toEqual({ revision: 3, operations: [edit] });
  expect(await readKept(await claimed("g", storage), storage)).toBeNull();
  first.release();
  await expect.poll(async () => (await readKept(await claimed("g", storage), storage))?.revision).toBe(3);
});

test("what the second of two tabs left is found while the first place is empty", async () => {
  const storage = storageWith({ "switchyard.pending.h.2": JSON.stringify({ revision: 4, operations: [edit] }) });
  expect((await claimed("h", storage)).key).toBe("switchyard.pending.h.2");
});
