import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import type { Report, Subject, ToWorker } from "./protocol.ts";
import { createXray, type Port } from "./xray.ts";

const subject = (name: string): Subject => ({
  flow: "f", document: { formatVersion: 1, name, brands: [], windows: [], patterns: [], nodes: [], edges: [] }, live: null, now: 0,
  settings: DEFAULT_SETTINGS, destinations: [], people: [], published: [], order: [], sources: [],
}); // biome-ignore format: a record
const report: Report = {
  findings: [], undecided: [], cut: [], orders: [], counts: { rules: 0, facts: 0, questions: 0, orders: 0, confirmed: 0 },
}; // biome-ignore format: a record

class FakePort implements Port {
  sent: ToWorker[] = [];
  ended = false;
  onmessage: Port["onmessage"] = null;
  onerror: Port["onerror"] = null;
  postMessage(message: ToWorker) {
    this.sent.push(message);
  }
  terminate() {
    this.ended = true;
  }
}

/** A page whose time passes when told. */
function page() {
  let now = 0;
  const timers: { at: number; act: () => void }[] = [];
  const ports: FakePort[] = [];
  const xray = createXray({
    open() {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    after(act, ms) {
      const timer = { at: now + ms, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
  });
  const pass = (ms: number) => {
    now += ms;
    for (const timer of [...timers]) {
      if (timer.at > now) continue;
      timers.splice(timers.indexOf(timer), 1);
      timer.act();
    }
  };
  const phase = () => xray.store.getState().phase;
  return { xray, ports, pass, phase };
}

describe("the X-ray on the page", () => {
  it("looks once, after the last of several edits", () => {
    const { xray, ports, pass } = page();
    xray.ask(subject("a"));
    pass(200);
    xray.ask(subject("b"));
    pass(200);
    expect(ports).toEqual([]);
    pass(200);
    expect(ports[0]?.sent.map((one) => (one.type === "look" ? one.subject.document.name : ""))).toEqual(["b"]);
  });

  it("an edit stops what is looked at, at once; the old answer is not taken for the new one", () => {
    const { xray, ports, pass, phase } = page();
    xray.ask(subject("a"));
    pass(400);
    const first = ports[0]?.sent[0]?.run ?? -1;
    xray.ask(subject("b"));
    expect(ports[0]?.sent.at(-1)).toEqual({ type: "stop", run: first });
    ports[0]?.onmessage?.({ data: { type: "done", run: first, report } });
    expect(phase()).toBe("stale");
    pass(400);
    expect(ports).toHaveLength(1);
    expect(ports[0]?.ended).toBe(false);
    const second = ports[0]?.sent.at(-1)?.run ?? -1;
    ports[0]?.onmessage?.({ data: { type: "done", run: second, report } });
    expect(phase()).toBe("done");
  });

  it("a worker that does not stop within 100 ms is ended and another takes its place", () => {
    const { xray, ports, pass } = page();
    xray.ask(subject("a"));
    pass(400);
    xray.ask(subject("b"));
    pass(99);
    expect(ports[0]?.ended).toBe(false);
    pass(1);
    expect(ports[0]?.ended).toBe(true);
    pass(300);
    expect(ports[1]?.sent).toMatchObject([{ type: "look" }]);
  });

  it("a worker that breaks is said to have failed, and can be asked again", () => {
    const { xray, ports, pass, phase } = page();
    xray.ask(subject("a"));
    pass(400);
    ports[0]?.onerror?.(new Error("gone"));
    expect(phase()).toBe("failed");
    xray.again();
    pass(400);
    expect(ports[1]?.sent).toHaveLength(1);
    expect(phase()).toBe("looking");
  });
});
