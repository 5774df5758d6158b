import type { Rule } from "@switchyard/logic";
import { best, ordersPerSecond } from "./measure.ts";
import { handWritten } from "./peers/hand-written.ts";
import { jsonLogicEngine, jsonLogicJs, ours } from "./peers/json-logic.ts";
import { jsonRulesEngine } from "./peers/json-rules-engine.ts";
import type { Decide, Peer } from "./peers/peer.ts";
import { zenEngine } from "./peers/zen-engine.ts";
import type { Facts } from "./workload.ts";

/** The reference comes first: the others must match what it matches. */
export const PEERS: readonly Peer[] = [jsonLogicJs, ours, handWritten, jsonLogicEngine, jsonRulesEngine, zenEngine];

/** What one implementation did with one rule set. */
export interface Result {
  readonly peer: string;
  /** `undefined` where it was not measured. */
  readonly ordersPerSecond?: number;
  /** Orders whose matches were not those of json-logic-js, of `checked`. */
  readonly wrong?: number;
  readonly checked?: number;
  readonly note?: string;
}

export interface Effort {
  /** Seconds of one pass. */
  readonly seconds: number;
  readonly passes: number;
  readonly checked: number;
}

/** Every implementation on the same rules and orders: first checked, then measured in turns, best pass counts. */
export async function comparePeers(
  rules: readonly Rule[],
  orders: readonly Facts[],
  sample: readonly Facts[],
  effort: Effort,
): Promise<Result[]> {
  const expected: string[] = [];
  const entries: { peer: Peer; decide: Decide; wrong: number; speeds: number[] }[] = [];
  const absent: Result[] = [];
  const checkedOrders = orders.slice(0, effort.checked);
  for (const peer of PEERS) {
    if (rules.length > (peer.most ?? Number.POSITIVE_INFINITY)) {
      absent.push({ peer: peer.name, note: `not measured above ${peer.most} rules` });
      continue;
    }
    try {
      const decide = await peer.prepare(rules, sample);
      const got: string[] = [];
      for (const facts of checkedOrders) got.push([...(await decide(facts))].sort().join(" "));
      if (expected.length === 0) expected.push(...got);
      entries.push({ peer, decide, wrong: got.filter((ids, i) => ids !== expected[i]).length, speeds: [] });
    } catch (error) {
      absent.push({ peer: peer.name, note: `does not run here: ${(error as Error).message.split("\n")[0]}` });
    }
  }
  for (let pass = 0; pass < effort.passes; pass++) {
    for (const { decide, speeds } of entries) speeds.push(await ordersPerSecond(decide, orders, effort.seconds));
  }
  const measured = entries.map(({ peer, wrong, speeds }) => ({
    peer: peer.name,
    ordersPerSecond: best(speeds),
    wrong,
    checked: checkedOrders.length,
  }));
  return [...measured, ...absent];
}
