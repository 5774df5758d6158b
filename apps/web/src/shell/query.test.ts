import { MutationObserver, onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { againAfter, queryClient } from "./query.ts";
import { RequestFailure } from "./request.ts";

afterEach(() => onlineManager.setOnline(true));

test("a server that answers is asked and told, whatever the browser says of its connection", async () => {
  onlineManager.setOnline(false);
  expect(await queryClient.fetchQuery({ queryKey: ["asked"], queryFn: () => "answered" })).toBe("answered");
  const told = new MutationObserver(queryClient, { mutationFn: async () => "done" });
  expect(await told.mutate()).toBe("done");
});

test("what is asked for every few seconds is asked for ever more rarely while the server does not answer", () => {
  const why = (status: number) => new RequestFailure({ status, code: "failed", title: { zh: "失败", en: "failed" } });
  const after = (ms: number | false, fetchFailureReason: unknown, lostFor: number) =>
    againAfter(ms)({ state: { fetchFailureReason, dataUpdatedAt: 1_000, errorUpdatedAt: 1_000 + lostFor } });
  expect([0, 5_000, 40_000, 100_000, 900_000].map((lostFor) => after(5_000, why(0), lostFor))).toEqual([
    5_000, 5_000, 10_000, 25_000, 30_000,
  ]);
  // Refused is not lost; and what was lost before it was answered once is asked for soon.
  expect([after(5_000, null, 900_000), after(false, why(403), 900_000)]).toEqual([5_000, false]);
  const never = { fetchFailureReason: why(0), dataUpdatedAt: 0, errorUpdatedAt: 900_000 };
  expect(againAfter(60_000)({ state: never })).toBe(5_000);
});
