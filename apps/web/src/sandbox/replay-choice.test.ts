import { expect, test } from "vitest";
import type { FlowSummary } from "../shell/flow-query.ts";
import { defaultChoice, requestOf, startsWith } from "./replay-choice.ts";

const ZONE = "Asia/Shanghai";
const flow = (live_version: number | null) => [{ id: "f", name: "快反", live_version } as FlowSummary];

test("by default the draft is held against what is live, also where nothing of the flow is yet: its first publishing asks for that", () => {
  expect(requestOf(defaultChoice(flow(3), "f", "d"), ZONE)).toEqual({
    ...{ flow: "f", version: "draft", against: "live", mode: "events", dataset: "d" },
  });
  expect(requestOf(defaultChoice(flow(null), "f", null), ZONE)).toEqual({
    ...{ flow: "f", version: "draft", against: "live", mode: "events" },
  });
});

test("days are whole days of the workspace's zone, the last one included", () => {
  const choice = { ...defaultChoice(flow(3), "f", null), days: ["2026-03-01", "2026-03-31"] as const };
  expect(requestOf(choice, ZONE)).toMatchObject({
    from: Date.parse("2026-03-01T00:00:00+08:00"),
    to: Date.parse("2026-04-01T00:00:00+08:00"),
  });
  // The clocks go forward on 29 March 2026: that day has 23 hours.
  const spring = { ...choice, days: ["2026-03-29", "2026-03-29"] as const };
  const { from = 0, to = 0 } = requestOf(spring, "Europe/Berlin");
  expect((to - from) / 3_600_000).toBe(23);
});

test("any two versions, brands and channels as they are chosen", () => {
  const choice = { ...defaultChoice(flow(3), "f", null), pairing: "any" as const, version: 2, against: 1 };
  expect(requestOf({ ...choice, brands: ["青禾记"], channels: ["jd"], mode: "reception" }, ZONE)).toEqual({
    ...{ flow: "f", version: 2, against: 1, mode: "reception", brands: ["青禾记"], channels: ["jd"] },
  });
});

test("a run that is opened by its link stands on its own flow and data, also the workspace's own orders; what is picked goes before", () => {
  const all = { flows: [{ id: "f1" }, { id: "f2" }], ready: [{ id: "d1" }, { id: "d2" }], asked: {} };
  const shown = { ...all, replay: "r" };
  expect(startsWith({ ...shown, run: { flow: "f2", dataset: null } })).toEqual({ flow: "f2", dataset: null });
  expect(startsWith({ ...shown, run: { flow: "f2", dataset: "d2" } })).toEqual({ flow: "f2", dataset: "d2" });
  expect(startsWith({ ...shown, run: { flow: "f2", dataset: null }, asked: { flow: "f1", dataset: "d1" } })).toEqual({
    ...{ flow: "f1", dataset: "d1" },
  });
  expect(startsWith({ ...shown, run: { flow: "f2", dataset: "d2" }, asked: { dataset: "" } }).dataset).toBeNull();
  // Nothing is pointed at before the run is here.
  expect(startsWith({ ...shown, run: undefined })).toEqual({ flow: undefined, dataset: undefined });
  expect(startsWith({ ...all, replay: null, run: undefined })).toEqual({ flow: "f1", dataset: "d1" });
  expect(startsWith({ ...all, ready: [], replay: null, run: undefined }).dataset).toBeNull();
});
