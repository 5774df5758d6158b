import { expect, test } from "vitest";
import { order } from "../testing/harness.ts";
import { openSharedHouse } from "../testing/people.ts";

test("where nobody knows what is broken, no workspace takes in anything new", async () => {
  const { house, owner } = await openSharedHouse();
  const send = (name: string) => owner.ask("POST", "/orders", order(name));
  const { id } = (await owner.ask("POST", "/workspaces", { name: "另一家" })).body;
  for (const workspace of [null, id]) {
    owner.workspace = workspace;
    expect((await send("1")).status).toBe(201);
  }
  house.refuse();
  for (const workspace of [null, id]) {
    owner.workspace = workspace;
    expect(await send("2")).toMatchObject({ status: 503, body: { code: "stopping" } });
  }
});
