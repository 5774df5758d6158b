/** Rows of data sets and of comparisons that are on no list: taken out of the store piece by piece, while others work. */
import { transact } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import type { Context } from "../runtime/context.ts";

const KINDS = ["datasets", "comparisons"] as const;
type Kind = (typeof KINDS)[number];
const PIECE = 2000;

export async function clearRows({ store, workspace, imports }: Context, kind: Kind, id: string): Promise<void> {
  while (!imports.isStopping && (await transact(store, (tx) => tx[kind].clear(workspace.id, id, PIECE))) === PIECE);
}

export function clearBehind(ctx: Context, kind: Kind, id: string): void {
  clearRows(ctx, kind, id).catch((cause: unknown) =>
    ctx.log.error("rows that are on no list were left", { error: errorName(cause) }),
  );
}

/** What work of an earlier process left behind. Called before any is begun. */
export async function clearStrays(ctx: Context): Promise<void> {
  for (const kind of KINDS)
    for (const id of await ctx.store.read[kind].strays(ctx.workspace.id)) clearBehind(ctx, kind, id);
}
