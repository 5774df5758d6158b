/** A small flow for tests: received → condition → fast / normal. */
import { type FlowDocument, FORMAT_VERSION } from "@switchyard/flow";

export function smallFlow(): FlowDocument {
  return {
    formatVersion: FORMAT_VERSION,
    name: "small",
    brands: [],
    windows: [],
    patterns: [],
    nodes: [
      { id: "start", kind: "order_received", position: { x: 0, y: 80 } },
      {
        id: "ask",
        kind: "condition",
        position: { x: 368, y: 80 },
        missing: "not_met",
        when: { type: "comparison", fact: "style_code", operator: "starts_with", value: "FJ" },
      },
      { id: "fast", kind: "route", position: { x: 736, y: 0 }, destination: "rapid" },
      { id: "normal", kind: "route", position: { x: 736, y: 160 }, destination: "normal" },
    ],
    edges: [
      { id: "e1", from: "start", port: "next", to: "ask" },
      { id: "e2", from: "ask", port: "met", to: "fast" },
      { id: "e3", from: "ask", port: "not_met", to: "normal" },
    ],
  };
}

/** A clock and a timer that tests move by hand. */
export function handClock() {
  let at = 0;
  let waiting: { due: number; run: () => void }[] = [];
  return {
    now: () => at,
    schedule(run: () => void, ms: number) {
      const entry = { due: at + ms, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    async pass(ms: number) {
      at += ms;
      const due = waiting.filter((entry) => entry.due <= at);
      waiting = waiting.filter((entry) => entry.due > at);
      for (const entry of due) entry.run();
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    },
  };
}
