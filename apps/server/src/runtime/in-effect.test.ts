import { expect, test } from "vitest";
import { fjFlow, openHouse, publish } from "../testing/harness.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";

/** A gate that whoever comes first stands at until it is opened. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let isFirst = true;
  const pass = async () => {
    if (!isFirst) return;
    isFirst = false;
    await opened;
  };
  return { open, pass };
}

test("of two changes that commit one after the other the later one runs in the end, though the store answers the first one later", async () => {
  const house = await openHouse();
  const { ctx } = house;
  await publish(house, fjFlow());
  const { flows } = ctx.store.read;
  const programs = flows.programs.bind(flows);
  const { open, pass } = gate();
  flows.programs = async (workspace) => {
    const found = await programs(workspace);
    await pass();
    return found;
  };
  const to = (samePo: "alert" | "off") =>
    changeWorkspace(ctx, (whole) => ({ ...whole, settings: { ...whole.settings, samePo } }));
  const stored = async () => (await ctx.store.read.workspaces.get(ctx.workspace.id))?.settings.samePo;
  const first = to("alert");
  while ((await stored()) !== "alert") await new Promise((resolve) => setImmediate(resolve));
  const second = to("off");
  while ((await stored()) !== "off") await new Promise((resolve) => setImmediate(resolve));
  const published = publish(house, fjFlow("另一个"));
  open();
  await Promise.all([first, second, published]);
  expect([await stored(), ctx.workspace.settings.samePo]).toEqual(["off", "off"]);
  expect(ctx.executor.live.prepared.settings.samePo).toBe("off");
  expect([...ctx.executor.live.names.values()].sort()).toEqual(["另一个", "快反"].sort());
});

test("a change that could not take effect holds up nobody behind it", async () => {
  const { ctx } = await openHouse();
  const { workspaces } = ctx.store.read;
  const get = workspaces.get.bind(workspaces);
  workspaces.get = () => Promise.reject(new Error("away"));
  await expect(ctx.inEffect.renew("settings")).rejects.toThrow("away");
  workspaces.get = get;
  await expect(ctx.inEffect.renew("settings")).resolves.toBeUndefined();
});
