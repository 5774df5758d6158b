/** A person opens what was paused: the gate, and the breakers that had closed it. */

import type { EventOf } from "../event/event.ts";
import { note, type Run, read } from "../step/run.ts";
import { closeBreakerByHand } from "./breaker.ts";
import { gateKey, openGate } from "./gate.ts";

export function resumeByHand(run: Run, event: EventOf<"resumed">) {
  const known = read(run, gateKey(event.target, event.name), "gate");
  if (known === undefined || Object.keys(known.paused).length === 0) {
    return note(run, "noted", { what: "nothing_to_resume", target: event.target, name: event.name }, null);
  }
  for (const by of Object.keys(known.paused)) closeBreakerByHand(run, by);
  openGate(run, { ...known, paused: {} }, { origin: null, order: null, subject: event.name }, event.by);
}
