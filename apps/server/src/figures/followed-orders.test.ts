import { expect, test } from "vitest";
import type { Context } from "../runtime/context.ts";
import { openHouse, order } from "../testing/harness.ts";
import { rightFigures } from "../verbs/figures.ts";
import { followedOrders } from "./followed-orders.ts";
import { keepable } from "./order-judge.ts";

/** More than a first look reads before it catches up. */
const MANY = 4500;

test("a first look at many orders hears of those that change while it walks, and not only at its end", async () => {
  const house = await openHouse();
  const bulk = async (path: string, lines: unknown[]) => {
    const body = lines.map((line) => JSON.stringify(line)).join("\n");
    const headers = { "content-type": "application/x-ndjson" };
    const answer = await house.app.request(path, { method: "POST", headers, body });
    expect((await answer.text()).match(/"accepted"/g)).toHaveLength(lines.length);
  };
  const numbers = Array.from({ length: MANY }, (_, n) => `F-${n}`);
  await bulk(
    "/api/v1/orders/bulk",
    numbers.map((number) => order(number, { paid_at: "2026-01-01T00:00:00Z" })),
  );
  const changed: number[] = [];
  const { store } = house.ctx;
  const ctx: Context = {
    ...house.ctx,
    store: {
      ...store,
      watchOrders(workspace) {
        const watch = store.watchOrders(workspace);
        const take = () => {
          const names = watch.take();
          changed.push(names?.size ?? Number.NaN);
          return names;
        };
        return { ...watch, take };
      },
    },
  };
  const figures = keepable(rightFigures(ctx), ctx.workspace.settings);
  const look = () => followedOrders(ctx, { figures, since: 0 });
  const kept = await look();
  expect(kept?.size).toBe(MANY);
  expect(changed).toEqual([0, 0, 0]);
  const { items } = (await house.get("/api/v1/orders?limit=1")).body;
  await bulk("/api/v1/events/bulk", [{ type: "order_cancelled", order: items[0].id, reason: "x" }]);
  const place = figures.findIndex(({ id }) => id === "cancel_rate");
  const row = kept?.rowOf(items[0].id) ?? -1;
  expect(kept?.isYes(row, place)).toBe(false);
  expect(await look()).toBe(kept);
  expect([kept?.isYes(row, place), changed.at(-1)]).toEqual([true, 1]);
});
