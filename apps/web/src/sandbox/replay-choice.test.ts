import { expect, test } from "vitest";
import type { FlowSummary } from "../shell/flow-query.ts";
import { defaultChoice, requestOf } from "./replay-choice.ts";

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
