/** A house of two brands with an order of each. */
import { changeWorkspace } from "../verbs/change-workspace.ts";
import { order } from "./harness.ts";
import { openSharedHouse } from "./people.ts";

export const OURS = "青禾记";
export const THEIRS = "北风";

export async function openTwoBrands() {
  const { house, owner } = await openSharedHouse();
  await changeWorkspace(house.ctx, (whole) => ({
    ...whole,
    brands: [
      { id: "ours", name: OURS },
      { id: "theirs", name: THEIRS },
    ],
    people: [{ id: "p1", name: "主管", role: "supervisor" }],
  }));
  const mine = await owner.ask("POST", "/orders", order("1", { brand: OURS }));
  const other = await owner.ask("POST", "/orders", order("2", { brand: THEIRS }));
  return { house, owner, mine: mine.body.order.id as string, other: other.body.order.id as string };
}
