/** Draft against live: which orders would be decided otherwise, by what changes for them, each kind with an order. */
import type { Confirmer, Run } from "../confirm.ts";
import type { Claim, Desk } from "../desk.ts";
import type { Progress } from "../finding.ts";
import { FALSE, not, type Ref, TRUE } from "../formula/dag.ts";
import type { Rule, Scalar, Sheet } from "../model/sheet.ts";
import { text } from "../words.ts";
import { familiesOf, winsByValue } from "./families.ts";

/** Pairs of values that are listed for one family. */
const MOST = 30;

export interface Versions {
  flow: string;
  live: Sheet;
  /** Runs the live programs. */
  before: Confirmer;
}

export function* checkChanges(desk: Desk, versions: Versions): Generator<Progress | undefined> {
  yield* changedValues(desk, versions);
  yield* changedActions(desk, versions);
}

function* changedValues(desk: Desk, { flow, live, before }: Versions): Generator<Progress | undefined> {
  const [was, is] = [
    new Map(familiesOf(live).map((one) => [one.name, one])),
    new Map(familiesOf(desk.sheet).map((one) => [one.name, one])),
  ];
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(name), is.get(name)];
    const before_ = valuesOf(live, old);
    const after = valuesOf(desk.sheet, now);
    let listed = 0;
    for (const [from, left] of before_) {
      const stays = after.find(([value]) => value === from)?.[1] ?? FALSE;
      const goals: Ref[] = [left, not(stays)];
      while (listed < MOST) {
        const answer = yield* desk.inquiry.asking(...goals);
        yield { stage: "changes", done: listed, of: MOST };
        if (answer.kind === "no") break;
        if (answer.kind === "unknown") {
          desk.book.doubt(valueClaim(desk, flow, name, from, null, "?"), answer.why);
          break;
        }
        const to = after.find(([, ref]) => (answer.truth[ref >> 1] ?? 0) !== (ref & 1));
        if (to === undefined) break;
        goals.push(not(to[1]));
        listed += 1;
        const claim = valueClaim(desk, flow, name, from, to[0], "");
        desk.book.show(desk, claim, answer.model, (run) => {
          const [a, b] = [decided(before.run(answer.model), name), decided(run, name)];
          if (a !== from || b !== to[0]) return null;
          return text(
            `引擎：线上 ${shown(desk, name, a)}，草稿 ${shown(desk, name, b)}`,
            `Engine: ${shown(desk, name, a, "en")} live, ${shown(desk, name, b, "en")} in the draft`,
          );
        });
      }
    }
  }
}

const shown = ({ words }: Desk, name: string, value: Scalar | null, language: "zh" | "en" = "zh"): string =>
  words.value(name, value)[language];

function valuesOf(sheet: Sheet, family: ReturnType<typeof familiesOf>[number] | undefined): [Scalar | null, Ref][] {
  if (family === undefined) return [[null, TRUE]];
  return [...winsByValue(sheet, family), [null, family.none]];
}

/** What a run made of a family: the value that won, or null. */
function decided(run: Run, name: string): Scalar | null {
  for (const effect of run.effects) {
    if (effect.type === "route" && name === "route" && effect.lines === undefined && effect.overridden === undefined)
      return effect.destination;
    if (effect.type === "set_field" && name === `field:${effect.field}` && effect.overridden === undefined)
      return effect.value;
  }
  return null;
}

function valueClaim(
  { words }: Desk,
  flow: string,
  name: string,
  from: Scalar | null,
  to: Scalar | null,
  key: string,
): Claim {
  const [what, a, b] = [words.family(name), words.value(name, from), words.value(name, to)];
  const message =
    key === "?"
      ? text(
          `${what.zh}为 ${a.zh} 的订单是否会变，无法判定`,
          `Whether orders with ${what.en} ${a.en} change is not decided`,
        )
      : text(
          `有些订单的${what.zh}会由 ${a.zh} 变为 ${b.zh}`,
          `For some orders ${what.en} changes from ${a.en} to ${b.en}`,
        );
  return {
    kind: "change",
    severity: "info",
    code: "change_value",
    places: [{ flow, node: words.start(flow) }],
    key: `${name} ${String(from)}→${String(to)}${key}`,
    message,
  };
}

/** Actions that add up: the same action is compared by what it does, not by its id or place. */
function* changedActions(desk: Desk, { flow, live, before }: Versions): Generator<Progress | undefined> {
  const [was, is] = [actionsOf(live, desk), actionsOf(desk.sheet, desk)];
  let done = 0;
  const keys = new Set([...was.keys(), ...is.keys()]);
  for (const key of keys) {
    const [old, now] = [was.get(key), is.get(key)];
    for (const [gained, yes, no] of [
      [true, now?.reach, old?.reach],
      [false, old?.reach, now?.reach],
    ] as const) {
      if (yes === undefined || yes === FALSE || yes === no) continue;
      const rule = (gained ? now : old)?.rule;
      if (rule === undefined || rule.flow !== flow) continue;
      const answer = yield* desk.inquiry.asking(yes, not(no ?? FALSE));
      yield { stage: "changes", done, of: keys.size };
      if (answer.kind === "no") continue;
      const claim = actionClaim(desk, flow, rule, gained, key);
      if (answer.kind === "unknown") desk.book.doubt(claim, answer.why);
      else {
        desk.book.show(desk, claim, answer.model, (run) => {
          const [a, b] = [before.run(answer.model), run];
          const [here, there] = gained ? [b, a] : [a, b];
          if (!acts(here, rule) || (was.get(key)?.rule.node === is.get(key)?.rule.node && acts(there, rule)))
            return null;
          return gained
            ? text("引擎：只有草稿会这样做", "Engine: only the draft does it")
            : text("引擎：只有线上会这样做", "Engine: only live does it");
        });
      }
    }
    done += 1;
  }
}

const acts = (run: Run, rule: Rule): boolean =>
  run.decision?.nodes.includes(rule.node) === true || run.effects.some((effect) => effect.origin?.node === rule.node);

function actionsOf(sheet: Sheet, { sheet: { dag } }: Desk): Map<string, { rule: Rule; reach: Ref }> {
  const actions = new Map<string, { rule: Rule; reach: Ref }>();
  for (const rule of sheet.rules) {
    if (rule.family !== null) continue;
    const node = sheet.flows.find((one) => one.flow === rule.flow)?.nodes[rule.node];
    if (node === undefined) continue;
    const { id: _id, name: _name, position: _position, comment: _comment, ...does } = node;
    const key =
      rule.kind === "decision_table"
        ? `${rule.flow} tag ${String(rule.value)}`
        : `${rule.flow} ${JSON.stringify(does)}`;
    const known = actions.get(key);
    actions.set(key, {
      rule: known?.rule ?? rule,
      reach: known === undefined ? rule.reach : dag.or(known.reach, rule.reach),
    });
  }
  return actions;
}

function actionClaim({ words }: Desk, flow: string, rule: Rule, gained: boolean, key: string): Claim {
  const name = words.place({ flow, node: rule.node });
  return {
    kind: "change", severity: "info", code: gained ? "change_gained" : "change_lost", places: [{ flow, node: rule.node }], key,
    message: gained ? text(`有些订单会新执行${name.zh}`, `Some orders newly reach ${name.en}`) : text(`有些订单不再执行${name.zh}`, `Some orders no longer reach ${name.en}`),
  }; // biome-ignore format: a record
}
