/** One order in two batches at once, and two watches that say the same of one order. */
import type { NodeOf } from "@switchyard/flow";
import type { Claim, Desk } from "../desk.ts";
import type { Place, Progress } from "../finding.ts";
import { not, type Ref } from "../formula/dag.ts";
import type { Rule } from "../model/sheet.ts";
import { text } from "../words.ts";

export function* checkOverlaps(desk: Desk): Generator<Progress | undefined> {
  const rules = desk.sheet.rules.filter(({ kind }) => kind === "merge" || kind === "watch");
  for (const [at, rule] of rules.entries()) {
    for (const other of rules.slice(at + 1)) {
      if (other.flow === rule.flow && other.node === rule.node) continue;
      if (desk.sheet.exclusive(rule.reach, other.reach)) continue;
      const pair = [nodeOf(desk, rule), nodeOf(desk, other)] as const;
      if (pair[0]?.kind === "merge" && pair[1]?.kind === "merge")
        yield* ask(desk, rule, other, mergeClaim(desk, rule, other, pair[0], pair[1]), keys(desk, [pair[0], pair[1]]));
      else if (pair[0]?.kind === "watch" && pair[1]?.kind === "watch" && isSameWatch(pair[0], pair[1])) {
        yield* ask(desk, rule, other, watchClaim(desk, rule, other), since(desk, pair[0]));
      }
      yield { stage: "overlaps", done: at, of: rules.length };
    }
  }
}

const nodeOf = ({ sheet }: Desk, { flow, node }: Rule) => sheet.flows.find((one) => one.flow === flow)?.nodes[node];
const placeOf = ({ flow, node }: Rule): Place => ({ flow, node });

/** An order joins a batch only when the whole key is known. */
function keys({ sheet }: Desk, merges: readonly NodeOf<"merge">[]): Ref[] {
  return [...new Set(merges.flatMap((merge) => merge.by))].map((fact) => not(sheet.dag.absent(fact)));
}

function since({ sheet }: Desk, watch: NodeOf<"watch">): Ref[] {
  return typeof watch.since === "string" ? [] : [not(sheet.dag.absent(watch.since.fact))];
}

function* ask(desk: Desk, rule: Rule, other: Rule, claim: Claim, more: readonly Ref[]): Generator<undefined, void> {
  const answer = yield* desk.inquiry.asking(rule.reach, other.reach, ...more);
  if (answer.kind === "unknown") desk.book.doubt(claim, answer.why);
  if (answer.kind !== "yes") return;
  const names = [rule, other].map(({ flow, node }) => `${flow}/${node}`);
  desk.book.show(desk, claim, answer.model, ({ effects, records }) => {
    const joined = new Set(
      effects.flatMap((effect) =>
        effect.type === "batch_joined" && effect.origin !== null ? [`${effect.origin.flow}/${effect.origin.node}`] : [],
      ),
    );
    const started = new Set(
      records.flatMap((record) => (record.code === "watch_started" ? [String(record.data.watch)] : [])),
    );
    if (rule.kind === "merge" && names.every((name) => joined.has(name)))
      return text("引擎：该订单同时进了两个批次", "Engine: this order joins two batches at once");
    if (rule.kind === "watch" && names.every((name) => started.has(name)))
      return text("引擎：该订单同时起了两个相同的时限", "Engine: two equal watches start for this order");
    return null;
  });
}

function mergeClaim({ words }: Desk, rule: Rule, other: Rule, a: NodeOf<"merge">, b: NodeOf<"merge">): Claim {
  const [x, y] = [words.place(placeOf(rule)), words.place(placeOf(other))];
  const isSame = [...a.by].sort().join() === [...b.by].sort().join();
  return {
    kind: "overlap", severity: "warning", code: isSame ? "overlap_same_key" : "overlap_merge", places: [placeOf(rule), placeOf(other)],
    message: isSame
      ? text(`${x.zh}和${y.zh}按相同的字段合并同一批订单`, `${x.en} and ${y.en} merge the same orders by the same key`)
      : text(`同一张订单会同时进入${x.zh}和${y.zh}两个批次`, `One order can be in a batch of ${x.en} and in one of ${y.en} at once`),
  }; // biome-ignore format: a record
}

/** Watches of different length are steps of an escalation; equal ones tell everything twice. */
function isSameWatch(a: NodeOf<"watch">, b: NodeOf<"watch">): boolean {
  const shared =
    a.goal.states.some((state) => b.goal.states.includes(state)) ||
    a.goal.events.some((event) => b.goal.events.includes(event));
  return shared && JSON.stringify([a.within, a.since]) === JSON.stringify([b.within, b.since]);
}

function watchClaim({ words }: Desk, rule: Rule, other: Rule): Claim {
  const [x, y] = [words.place(placeOf(rule)), words.place(placeOf(other))];
  return {
    kind: "overlap", severity: "warning", code: "overlap_watch", places: [placeOf(rule), placeOf(other)],
    message: text(`${x.zh}和${y.zh}对同一张订单起同样的时限，会提醒两次`, `${x.en} and ${y.en} watch one order for the same and tell everything twice`),
  }; // biome-ignore format: a record
}
