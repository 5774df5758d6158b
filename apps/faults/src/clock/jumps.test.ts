import { expect, test } from "vitest";
import { publishFlow } from "../harness/flow.ts";
import { testServer } from "../testing/server.ts";
import { describeShimmed, shimmedFolder } from "../testing/shimmed.ts";
import { DAY, HOUR, outOfOrder, promiseFlow, sendPromise, tellTimers, wrongs } from "./promises.ts";

const ORDERS = 60;
/** Far apart and mixed, so that the order of the deadlines is not the order of arrival. */
const mixed = (n: number) => ((n * 37) % ORDERS) * 10_000;

describeShimmed("a clock that jumps", () => {
  test("[F10] [F11] [F13] ahead 2 h, back a day, ahead 10 and 31 days: each deadline once, in order, none early, none lost", async () => {
    const { dataDir, shim } = shimmedFolder();
    const server = await testServer({ dataDir, env: shim.env });
    await publishFlow(server.port, promiseFlow);
    const told = () => tellTimers(dataDir);
    const settled = (fired: number) => expect.poll(() => told().fired.length, { timeout: 20_000 }).toBe(fired);
    const start = Date.now();
    for (let n = 0; n < ORDERS; n += 1) await sendPromise(server.port, `J-${n}`, start - mixed(n) - HOUR / 3 + 600_000);
    expect(told().fired).toEqual([]);

    // Whatever comes in, the clock is looked at; without anything it is looked at once a minute.
    shim.set({ clockOffsetMs: 2 * HOUR });
    await sendPromise(server.port, "ahead", start + 2 * HOUR);
    await settled(ORDERS);
    const first = told().fired;

    shim.set({ clockOffsetMs: -22 * HOUR });
    for (let n = 0; n < 5; n += 1) await sendPromise(server.port, `back-${n}`, start - 22 * HOUR);
    await settled(ORDERS + 5);

    shim.set({ clockOffsetMs: 10 * DAY });
    await sendPromise(server.port, "ten", start + 10 * DAY);
    await settled(ORDERS + 6);

    shim.set({ clockOffsetMs: 31 * DAY });
    await sendPromise(server.port, "month", start + 31 * DAY);
    await settled(2 * ORDERS + 13);
    await server.stop();

    const { fired, left, orders, tagged, ...rest } = told();
    console.log(
      `${fired.length} deadlines over jumps of 2 h, −1 day, 10 and 31 days; ${shim.read("shifted")} readings shifted; ${left} still to come`,
    );
    expect(shim.read("shifted")).toBeGreaterThan(0);
    expect(wrongs({ fired, left, orders, tagged, ...rest })).toEqual({ twice: 0, early: 0, backwards: 0 });
    expect(outOfOrder(first)).toBe(0);
    expect(outOfOrder(fired.slice(-ORDERS - 7))).toBe(0);
    // Of the last order both deadlines are to come, of the one before it that of the month.
    expect(left).toBe(3);
    expect(tagged).toEqual({ late: ORDERS + 7, "very late": ORDERS + 6 });
    expect(orders.slice(-8)).toEqual(["ahead", "back-0", "back-1", "back-2", "back-3", "back-4", "ten", "month"]);
  }, 90_000);

  test("[F10] a start with a clock behind the journal: nothing goes back, ids ascend, deadlines run out", async () => {
    const { dataDir, shim } = shimmedFolder();
    shim.set({ clockOffsetMs: 6 * HOUR });
    const before = await testServer({ dataDir, env: shim.env });
    await publishFlow(before.port, promiseFlow);
    await sendPromise(before.port, "first", Date.now() + 6 * HOUR - HOUR / 2 + 2000);
    await before.kill();
    shim.set({ clockOffsetMs: 0 });
    const after = await testServer({ dataDir, env: shim.env });
    await sendPromise(after.port, "second", Date.now() + 6 * HOUR);
    // Half a pace: what was due two seconds later is due four seconds after the start.
    await expect.poll(() => tellTimers(dataDir).fired.length, { timeout: 20_000 }).toBe(1);
    await after.stop();
    const told = tellTimers(dataDir);
    expect(wrongs(told)).toEqual({ twice: 0, early: 0, backwards: 0 });
    expect(told.orders).toEqual(["first", "second"]);
  }, 60_000);
});
