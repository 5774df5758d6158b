import { expect, test } from "vitest";
import { staleAfter } from "./live.ts";

test("what happens to a flow makes only that part of that flow stale", () => {
  const after = (about: string) => staleAfter("flow", JSON.stringify({ flow: "f1", about }));
  expect(after("holder")).toEqual([["holder", "f1"]]);
  expect(after("comments")).toEqual([["comments", "f1"]]);
  expect(after("golden")).toEqual([["golden", "f1"]]);
  expect(after("versions")).toEqual([
    ["versions", "f1"],
    ["rollout", "f1"],
  ]);
  expect(after("draft")).toEqual([
    ["versions", "f1"],
    ["golden", "f1"],
  ]);
});

test("orders make the lists of orders stale, whatever their ids; what is not known makes nothing stale", () => {
  expect(staleAfter("orders", '{"count":1,"ids":["ord_1"]}')).toContainEqual(["orders"]);
  expect(staleAfter("tomorrow", "{}")).toEqual([]);
  expect(staleAfter("flow", '{"flow":"f1","about":"tomorrow"}')).toEqual([]);
});
