/** Two rules that give one order different values of an exclusive effect, and rules whose value never wins. */

import type { Effect } from "@switchyard/engine";
import type { Text } from "@switchyard/orders";
import type { Run } from "../confirm.ts";
import type { Claim, Desk } from "../desk.ts";
import { disjoint } from "../domain/disjoint.ts";
import type { FactState } from "../domain/fact-state.ts";
import type { Place, Progress } from "../finding.ts";
import { isTrue } from "../formula/dag.ts";
import type { Found } from "../inquiry.ts";
import type { Rule } from "../model/sheet.ts";
import type { Sample } from "../order/sample.ts";
import { text } from "../words.ts";
import { type Family, familiesOf, type Member } from "./families.ts";

/** Questions about pairs of one family before the rest is given up. */
const MOST_PAIRS = 60_000;
const RECORDED = 64;

/** What orders made for any question show of conflicts, from the first one on. */
export type Watched = { family: Family; seen: Seen }[];

export function watchConflicts(desk: Desk): Watched {
  return familiesOf(desk.sheet).map((family) => {
    desk.inquiry.expect(family.members.map(({ wins }) => wins));
    return { family, seen: watch(desk, family) };
  });
}

export function* checkConflicts(desk: Desk, watched: Watched): Generator<Progress | undefined> {
  const of = watched.reduce((sum, { family }) => sum + family.members.length, 0);
  let done = 0;
  for (const { family, seen } of watched) {
    for (const member of family.members) {
      yield* checkEffective(desk, family, member);
      done += 1;
      yield { stage: "conflicts", done, of: of * 2 };
    }
    for (const step of pairs(desk, family, seen))
      yield step === undefined ? step : { stage: "conflicts", done: done + step, of: of * 2 };
  }
}

/** Pairs that orders made for other questions show already. */
type Seen = Map<string, Sample>;
const pairKey = (winner: number, loser: number): string => `${winner} ${loser}`;

function watch({ inquiry }: Desk, { members }: Family): Seen {
  const seen: Seen = new Map();
  inquiry.listen(({ sample, truth }) => {
    let winner = -1;
    for (const [at, { rule }] of members.entries()) {
      if (rule.reach >> 1 >= truth.length || !isTrue(truth, rule.reach)) continue;
      if (winner < 0) winner = at;
      else if (seen.size < RECORDED * members.length && !seen.has(pairKey(winner, at)))
        seen.set(pairKey(winner, at), sample);
    }
  });
  return seen;
}

/** A rule that is reached but never decides: an earlier one always has. */
function* checkEffective(desk: Desk, family: Family, { rule, wins }: Member): Generator<undefined, void> {
  const { inquiry, book } = desk;
  const won = yield* inquiry.asking(wins);
  if (won.kind === "yes") return;
  const reached = yield* inquiry.asking(rule.reach);
  if (reached.kind !== "yes") return;
  const found: Found = { sample: reached.model, truth: reached.truth };
  const winner = family.members.find((member) => isTrue(found.truth, member.wins));
  if (winner === undefined || isSame(winner.rule, rule)) return;
  const claim = shadowClaim(desk, family, rule, winner.rule);
  if (won.kind === "unknown") book.doubt(claim, won.why);
  else book.show(desk, claim, found.sample, (run) => overridden(desk, family, winner.rule, rule, run));
}

const isSame = (a: Rule, b: Rule): boolean => a.flow === b.flow && a.node === b.node && a.row === b.row;
const placeOf = ({ flow, node, row }: Rule): Place => ({ flow, node, ...(row === null ? {} : { row }) });

function* pairs(desk: Desk, family: Family, seen: Seen): Generator<number | undefined> {
  const { inquiry, sheet, book } = desk;
  const boxes: (ReadonlyMap<number, FactState> | null)[] = [];
  let asked = 0;
  for (const [at, loser] of family.members.entries()) {
    boxes.push(inquiry.conclude(loser.rule.reach));
    for (let before = 0; before < at; before += 1) {
      const winner = family.members[before];
      if (winner === undefined || winner.rule.value === loser.rule.value || isSame(winner.rule, loser.rule)) continue;
      if (before % 256 === 255) yield at;
      if (!book.wants("conflict", [winner.rule.flow, loser.rule.flow])) continue;
      const known = seen.get(pairKey(before, at));
      if (known !== undefined) conflict(desk, family, winner.rule, loser.rule, known);
      else if (!sheet.exclusive(winner.rule.reach, loser.rule.reach) && !apart(boxes[before], boxes[at])) {
        asked += 1;
        if (asked > MOST_PAIRS) return book.doubt(conflictClaim(desk, family, winner.rule, loser.rule), "budget");
        const answer = yield* inquiry.asking(winner.wins, loser.rule.reach);
        if (answer.kind === "yes") conflict(desk, family, winner.rule, loser.rule, answer.model);
        else if (answer.kind === "unknown")
          book.doubt(conflictClaim(desk, family, winner.rule, loser.rule), answer.why);
        yield at;
      }
    }
    yield at;
  }
}

/** Some fact must have two values at once, or one of the two is never reached. */
function apart(
  a: ReadonlyMap<number, FactState> | null | undefined,
  b: ReadonlyMap<number, FactState> | null | undefined,
): boolean {
  if (a === null || b === null) return true;
  if (a === undefined || b === undefined) return false;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  for (const [fact, state] of small) {
    const other = large.get(fact);
    if (other !== undefined && disjoint(state, other)) return true;
  }
  return false;
}

function conflictClaim({ words }: Desk, family: Family, winner: Rule, loser: Rule): Claim {
  const [a, b] = [words.place(placeOf(winner)), words.place(placeOf(loser))];
  const [x, y] = [words.value(family.name, winner.value), words.value(family.name, loser.value)];
  const what = words.family(family.name);
  return {
    kind: "conflict", severity: "warning", code: winner.flow === loser.flow ? "conflict" : "conflict_across_flows",
    places: [placeOf(winner), placeOf(loser)], key: family.name,
    message: text(
      `同一张订单的${what.zh}：${a.zh}定为 ${x.zh}，${b.zh}定为 ${y.zh}；以先执行的${a.zh}为准`,
      `For one order ${a.en} sets ${what.en} to ${x.en} and ${b.en} to ${y.en}; ${a.en} comes first and wins`,
    ),
  }; // biome-ignore format: a record
}

function shadowClaim({ words }: Desk, family: Family, rule: Rule, winner: Rule): Claim {
  const [a, b] = [words.place(placeOf(rule)), words.place(placeOf(winner))];
  const what = words.family(family.name);
  return {
    kind: "shadow", severity: "warning", code: "shadow_effect", places: [placeOf(rule), placeOf(winner)], key: family.name,
    message: text(
      `${a.zh}对${what.zh}的设置从不生效：总有更先执行的节点（例如${b.zh}）已经定了`,
      `What ${a.en} says of ${what.en} never takes effect: a node before it, such as ${b.en}, has always decided`,
    ),
  }; // biome-ignore format: a record
}

function conflict(desk: Desk, family: Family, winner: Rule, loser: Rule, sample: Sample): void {
  desk.book.show(desk, conflictClaim(desk, family, winner, loser), sample, (run) =>
    overridden(desk, family, winner, loser, run),
  );
}

/** The engine recorded the loser's effect as overridden by the winner's. */
function overridden({ words }: Desk, family: Family, winner: Rule, loser: Rule, run: Run): Text | null {
  const isOf = (effect: Effect, rule: Rule): boolean => {
    if (effect.type !== "route" && effect.type !== "set_field") return false;
    const name = effect.type === "route" ? "route" : `field:${effect.field}`;
    const value = effect.type === "route" ? effect.destination : effect.value;
    return (
      name === family.name &&
      value === rule.value &&
      effect.origin?.flow === rule.flow &&
      effect.origin.node === rule.node
    );
  };
  const won = run.effects.some((effect) => isOf(effect, winner) && !("overridden" in effect));
  const lost = run.effects.some(
    (effect) =>
      isOf(effect, loser) &&
      "overridden" in effect &&
      effect.overridden?.flow === winner.flow &&
      effect.overridden.node === winner.node,
  );
  if (!won || !lost) return null;
  const [a, value] = [words.place(placeOf(winner)), words.value(family.name, winner.value)];
  return text(`引擎：以${a.zh}的 ${value.zh} 为准`, `Engine: ${a.en} wins with ${value.en}`);
}
