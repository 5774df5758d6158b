import { expect, test } from "vitest";
import { startLoad } from "./load.ts";

test("a load ends when it is told to, also where no server came again", async () => {
  const load = startLoad({ port: () => null, connections: 2, name: "N" });
  await load.stop();
  expect(load.sent).toBe(2);
  expect(load.acknowledged).toEqual([]);
});
