/**
 * What is stored takes effect, one change after the other: each turn reads all of it anew. So whatever the order in which a store
 * answers, what was committed last is what runs in the end, and nothing older takes the place of what is newer.
 */
import type { Workspace } from "@switchyard/store";
import type { Context } from "./context.ts";
import { viewOf } from "./context.ts";
import { loadLiveFlows } from "./live-flows.ts";

export interface InEffect {
  /** Resolves when all that was committed before the call decides. `flows`: it was about them, so their schedules begin anew. */
  renew(about: "flows" | "settings"): Promise<void>;
}
type Parts = Pick<Context, "store" | "workspace" | "executor" | "schedules" | "lookAgain">;

export function createInEffect({ store, workspace, executor, schedules, lookAgain }: Parts): InEffect {
  let last: Promise<void> = Promise.resolve();

  async function renewNow(about: "flows" | "settings"): Promise<void> {
    const before = workspace.whole;
    const stored = (await store.read.workspaces.get(workspace.id)) ?? before;
    const live = await loadLiveFlows(store.read, viewOf(stored));
    workspace.become(stored);
    executor.useFlows(live);
    const isOtherClock = JSON.stringify(clockRules(before)) !== JSON.stringify(clockRules(stored));
    if (about === "flows" || isOtherClock) await schedules.flowsChanged();
    if (isOtherClock) await lookAgain.clockRulesChanged();
  }
  return {
    renew(about) {
      const turn = last.then(() => renewNow(about));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

/** What working time and dates are counted by: orders that wait for the clock are looked at again when it changes. */
const clockRules = ({ settings: { zone, calendar }, brands }: Workspace) => [
  zone,
  calendar,
  brands.map(({ id, name, synonyms, calendar: own }) => (own === undefined ? null : { id, name, synonyms, own })),
];
