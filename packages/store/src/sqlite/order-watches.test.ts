import { expect, test } from "vitest";
import { transact } from "../port/store.ts";
import { commit, groupWrite, orderState, stateInput, temporaryStore, W } from "../testing/fixtures.ts";
import { orderWatches } from "./order-watches.ts";

const write = (...ids: string[]) => ({
  state: ids.map((key) => stateInput({ key: { kind: "order", key }, value: orderState(key) })),
});

test("who watches hears of orders once they are committed, each time of those since; who stopped hears nothing", async () => {
  const store = await temporaryStore();
  const watch = store.watchOrders(W);
  await commit(store, write("o1", "o2"));
  await commit(store, write("o2"));
  expect(watch.take()).toEqual(new Set(["o1", "o2"]));
  expect(watch.take()).toEqual(new Set());
  // Written, but not to be seen yet: a watch that opens in between hears of it too.
  const tx = await store.begin();
  await tx.write(W, groupWrite(write("o3")));
  const late = store.watchOrders(W);
  expect(watch.take()).toEqual(new Set());
  await tx.commit();
  expect([watch.take(), late.take()]).toEqual([new Set(["o3"]), new Set(["o3"])]);
  await expect(
    transact(store, async (back) => {
      await back.write(W, groupWrite(write("o4")));
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await transact(store, async (other) => other.write("other", groupWrite(write("o5"))));
  late.stop();
  await commit(store, { state: [stateInput({ key: { kind: "counter", key: "c" }, value: null })] });
  expect([watch.take(), late.take()]).toEqual([new Set(), new Set()]);
  expect((await store.read.orders.states(W, ["o3", "o9"])).map(({ id }) => id)).toEqual(["o3"]);
  expect(await store.read.orders.states("other", ["o3"])).toEqual([]);
});

test("more than can be named is told once", () => {
  const watches = orderWatches(2);
  const watch = watches.open(W);
  watches.tell(W, write("o1", "o2").state);
  expect(watch.take()?.size).toBe(2);
  watches.tell(W, write("o1", "o2", "o3").state);
  expect(watch.take()).toBeNull();
  expect(watch.take()).toEqual(new Set());
});
