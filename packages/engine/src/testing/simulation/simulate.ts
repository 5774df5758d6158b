/** One seed: a script, a bad shell, and the checks. */
import type { EngineEvent } from "../../event/event.ts";
import { Checks } from "./checks.ts";
import type { Engine } from "./engine.ts";
import { Random } from "./random.ts";
import { CHANNELS, DESTINATIONS, START, script } from "./script.ts";
import { type Faults, Shell } from "./shell.ts";
import { Violation } from "./violation.ts";

export interface SeedResult {
  seed: number;
  steps: number;
  faults: Faults;
  /** A hash of everything that was said, for comparing runs. */
  hash: number;
  violation: string | null;
  /** Effects by type: what never happens is not tested. */
  seen: Record<string, number>;
}

const DAY = 86_400_000;
const ORDERS = 7;

export function simulate(engine: Engine, seed: number, hashes = true): SeedResult {
  const random = new Random(seed);
  const checks = new Checks();
  let hash = 0;
  const seen: Record<string, number> = {};
  const shell = new Shell(engine, random, (event, result, self) => {
    if (hashes)
      hash = mix(
        hash,
        JSON.stringify([event.id, result.effects, result.writes, result.timers, result.decisions, result.records]),
      );
    for (const { type } of result.effects) seen[type] = (seen[type] ?? 0) + 1;
    checks.see(event, result, self);
  });
  shell.guards = seed % 4 === 0;
  const end = START + 9 * DAY;
  let violation: string | null = null;
  try {
    shell.plan(script(random, ORDERS));
    shell.run(START + 6 * DAY);
    checks.midway(shell);
    shell.plan(lastWords(START + 6 * DAY));
    shell.run(end);
    checks.end(shell, end);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = error.message;
  }
  return { seed, steps: shell.steps, faults: shell.faults, hash, violation, seen };
}

/** In the end a person opens every gate and lets go of every lot, so that nothing may be left waiting. */
function lastWords(at: number) {
  const gates = [...CHANNELS.map((name) => ["channel", name]), ...DESTINATIONS.map((name) => ["wave", name])];
  const said: { happened: number; event: unknown }[] = gates.map(([target, name]) => ({
    happened: at,
    event: { type: "resumed", id: `last-${name}`, target, name, by: "ann" },
  }));
  return said as { happened: number; event: Extract<EngineEvent, { type: "resumed" }> }[];
}

function mix(hash: number, text: string): number {
  let h = hash ^ text.length;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
