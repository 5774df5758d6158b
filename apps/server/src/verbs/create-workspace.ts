import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { transact, type Workspace } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";

/** An empty workspace of its own, with the zone and currency of the one it was made from; who makes it owns it. */
export async function createWorkspace(ctx: Context, door: Door, name: string): Promise<{ id: string; name: string }> {
  const { zone, currency, calendar } = ctx.workspace.settings;
  const at = ctx.clock.now();
  const workspace: Workspace = {
    ...{ id: ctx.newId("ws"), name, createdAt: at, brands: [], destinations: [], people: [] },
    settings: { ...DEFAULT_SETTINGS, zone, currency, calendar },
  };
  const { id } = workspace;
  await transact(ctx.store, async (tx) => {
    await tx.workspaces.create(workspace);
    if (ctx.who.kind === "person") {
      await tx.access.putMember({ workspace: id, user: ctx.who.id, role: "owner", brand: null, createdAt: at });
    }
    await tx.append(id, [act(ctx, "workspace_set_up", { name })]);
    await tx.append(ctx.workspace.id, [act(ctx, "workspace_created", { workspace: id, name })]);
  });
  await door.workspaces.open(workspace);
  return { id, name };
}
