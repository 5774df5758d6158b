/** Ways out of decisions: taken by no order (never), by every order (always), or only by orders that an earlier way took (shadow). */

import type { Text } from "@switchyard/orders";
import { portsTaken, type Run } from "../confirm.ts";
import type { Claim, Desk } from "../desk.ts";
import type { Place, Progress } from "../finding.ts";
import { isTrue, not } from "../formula/dag.ts";
import type { Found } from "../inquiry.ts";
import type { Site } from "../model/sheet.ts";
import type { Sample } from "../order/sample.ts";
import { text } from "../words.ts";

export const placeOf = ({ flow, node, port, row }: Site): Place => ({
  flow,
  node,
  port,
  ...(row === null ? {} : { row }),
});

/** What will be asked of branches: every order that is made is looked at for it. */
export function expectBranches({ sheet: { dag, sites }, inquiry }: Desk): void {
  inquiry.expect(
    sites.flatMap((site) => [
      site.reach,
      dag.and(site.reach, site.own),
      site.taken,
      ...(asksAlways(site) ? [dag.and(site.reach, not(site.own))] : []),
    ]),
  );
}

export function* checkBranches(desk: Desk): Generator<Progress | undefined> {
  const { sites } = desk.sheet;
  for (const [at, site] of sites.entries()) {
    yield* checkSite(desk, site);
    yield { stage: "branches", done: at + 1, of: sites.length };
  }
}

/** Of a table it says nothing that every order hits a row: a last row for the rest is ordinary. */
const asksAlways = (site: Site): boolean => site.role !== "row" && site.role !== "split" && site.earlier.length === 0;

function* checkSite(desk: Desk, site: Site): Generator<undefined, void> {
  const { inquiry, book } = desk;
  const reached = yield* inquiry.asking(site.reach);
  if (reached.kind !== "yes") return;
  const met = yield* inquiry.asking(site.reach, site.own);
  if (met.kind === "no") never(desk, site, { sample: reached.model, truth: reached.truth });
  if (met.kind === "unknown") book.doubt(neverClaim(desk, site), met.why);
  if (met.kind !== "yes") return;
  if (site.earlier.length > 0) {
    const taken = yield* inquiry.asking(site.taken);
    if (taken.kind === "no") yield* shadow(desk, site, { sample: met.model, truth: met.truth });
    if (taken.kind === "unknown") book.doubt(shadowClaim(desk, site, site.earlier), taken.why);
  }
  if (!asksAlways(site)) return;
  const missed = yield* inquiry.asking(site.reach, not(site.own));
  if (missed.kind === "no") always(desk, site, met.model);
  else if (missed.kind === "unknown") book.doubt(alwaysClaim(desk, site), missed.why);
}

function neverClaim({ words, inquiry, sheet }: Desk, site: Site): Claim {
  const place = placeOf(site);
  const name = words.place(place);
  const condition = words.condition(site);
  const isOwn = site.reach === 0 || (sheet.dag.node(site.own).kind !== "true" && inquiry.conclude(site.own) === null);
  const message = text(`${name.zh}永远不会命中`, `${capital(name.en)} can never be met`);
  if (condition === null) return { kind: "never", severity: "warning", code: "never", places: [place], message };
  const because = isOwn
    ? text(`条件自相矛盾：${condition.zh}`, `The condition contradicts itself: ${condition.en}`)
    : text(`到达这里的订单都不满足：${condition.zh}`, `No order that gets here satisfies: ${condition.en}`);
  return { kind: "never", severity: "warning", code: "never", places: [place], message, because };
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function never(desk: Desk, site: Site, { sample }: Found): void {
  desk.book.show(desk, neverClaim(desk, site), sample, (run) => {
    const ports = portsTaken(run, site.flow, site.node);
    if (ports === null || (site.row === null && ports.includes(site.port))) return null;
    return text("引擎：该订单到达了这里，未命中", "Engine: this order gets here and is not met");
  });
}

function alwaysClaim({ words }: Desk, site: Site): Claim {
  const place = placeOf(site);
  const name = words.place(place);
  const condition = words.condition(site);
  return {
    kind: "always", severity: "warning", code: "always", places: [place],
    message: text(`到达${name.zh}的订单全都命中`, `Every order that reaches ${name.en} is met`),
    ...(condition === null ? {} : { because: text(`没有订单会不满足：${condition.zh}`, `No order fails: ${condition.en}`) }),
  }; // biome-ignore format: a record
}

function always(desk: Desk, site: Site, sample: Sample): void {
  desk.book.show(desk, alwaysClaim(desk, site), sample, (run) =>
    portsTaken(run, site.flow, site.node)?.includes(site.port) === true
      ? text("引擎：该订单命中", "Engine: this order is met")
      : null,
  );
}

function shadowClaim({ words }: Desk, site: Site, by: readonly Site[]): Claim {
  const place = placeOf(site);
  const [name, cover] = [words.place(place), words.places(by.slice(0, 4).map(placeOf))];
  return {
    kind: "shadow", severity: "warning", code: "shadow_way", places: [place, ...by.map(placeOf)],
    message: text(`${name.zh}永远轮不到：排在前面的${cover.zh}已经拿走了它的全部订单`, `${capital(name.en)} never gets its turn: ${cover.en} before it take all its orders`),
  }; // biome-ignore format: a record
}

/** The order satisfies the shadowed way's own condition, and the engine leaves by an earlier one (or for want of data). */
function* shadow(desk: Desk, site: Site, found: Found): Generator<undefined, void> {
  const { sheet, inquiry } = desk;
  const by = yield* coveredBy(desk, site, found);
  const taken = yield* inquiry.asking(
    sheet.dag.and(site.reach, site.own),
    sheet.dag.or(...site.earlier.map((one) => one.taken)),
  );
  const shown: Found = taken.kind === "yes" ? { sample: taken.model, truth: taken.truth } : found;
  desk.book.show(desk, shadowClaim(desk, site, by), shown.sample, (run) => bearsOut(desk, site, shown, run));
}

function bearsOut({ words }: Desk, site: Site, { truth }: Found, run: Run): Text | null {
  const ports = portsTaken(run, site.flow, site.node);
  if (ports === null || (site.row === null ? ports.includes(site.port) : !ports.includes("matched"))) return null;
  const winner = site.earlier.find((one) => isTrue(truth, one.taken));
  if (winner === undefined) {
    if (!ports.includes("missing")) return null;
    return text(
      "引擎：该订单满足它的条件，但前面的情况缺数据，已从“数据缺失”离开",
      "Engine: this order satisfies its condition, but an earlier case lacks data and takes it out",
    );
  }
  if (site.row === null && !ports.includes(winner.port)) return null;
  const place = words.place(placeOf(winner));
  return text(
    `引擎：该订单满足它的条件，却先走了${place.zh}`,
    `Engine: this order satisfies its condition, but leaves by ${place.en} first`,
  );
}

/** A few earlier ways that together take everything: each order that gets past those known names another. */
function* coveredBy({ inquiry, sheet }: Desk, site: Site, found: Found): Generator<undefined, Site[]> {
  const by: Site[] = [];
  let next: Found | null = found;
  while (next !== null && by.length < 8) {
    const { truth }: Found = next;
    const taker = site.earlier.find((one) => isTrue(truth, one.taken));
    if (taker === undefined || by.includes(taker)) break;
    by.push(taker);
    const answer = yield* inquiry.asking(sheet.dag.and(site.reach, site.own), ...by.map((one) => not(one.own)));
    next = answer.kind === "yes" ? { sample: answer.model, truth: answer.truth } : null;
  }
  return by;
}
