/** Findings by their definitions, from the walks of all orders. */
import type { Walk } from "./brute.ts";

export interface Expected {
  /** never, always, shadow_way, conflict, shadow_effect, overlap: `kind places`. */
  findings: Set<string>;
  /** For each way of falling through, the ports by which orders left, joined. */
  gaps: Set<string>;
}

export function expectedFindings(walks: readonly Walk[]): Expected {
  const findings = new Set<string>();
  const gaps = new Set<string>();
  const ways = new Map<
    string,
    { reached: boolean; met: boolean; missed: boolean; taken: boolean; asksShadow: boolean; asksAlways: boolean }
  >();
  const rules = new Map<string, { reached: boolean; won: boolean }>();
  for (const walk of walks) {
    for (const { key, reached, own, taken, asksShadow, asksAlways } of walk.ways) {
      const way = ways.get(key) ?? { reached: false, met: false, missed: false, taken: false, asksShadow, asksAlways };
      ways.set(key, way);
      if (!reached) continue;
      way.reached = true;
      if (own) way.met = true;
      else way.missed = true;
      if (taken) way.taken = true;
    }
    effects(walk, findings, rules);
    if (walk.listens && walk.rules === 0) gaps.add([...walk.ends].sort().join(" "));
    for (const [at, merge] of walk.merges.entries())
      for (const other of walk.merges.slice(at + 1)) findings.add(`overlap ${[merge, other].sort().join(" ")}`);
  }
  for (const [key, { reached, met, missed, taken, asksShadow, asksAlways }] of ways) {
    if (!reached) continue;
    if (!met) findings.add(`never ${key}`);
    else if (asksShadow && !taken) findings.add(`shadow_way ${key}`);
    else if (asksAlways && !missed) findings.add(`always ${key}`);
  }
  for (const [key, { won }] of rules) if (!won) findings.add(`shadow_effect ${key}`);
  return { findings, gaps };
}

function effects(
  { effects: given }: Walk,
  findings: Set<string>,
  rules: Map<string, { reached: boolean; won: boolean }>,
): void {
  const winners = new Map<string, Walk["effects"][number]>();
  for (const effect of given) {
    const winner = winners.get(effect.family);
    const key = `${effect.rule} ${effect.family}`;
    const rule = rules.get(key) ?? { reached: true, won: false };
    rules.set(key, rule);
    if (winner === undefined) {
      winners.set(effect.family, effect);
      rule.won = true;
    } else if (winner.value !== effect.value) findings.add(`conflict ${winner.rule} ${effect.rule} ${effect.family}`);
  }
}
