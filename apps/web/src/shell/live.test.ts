import { expect, test } from "vitest";
import { staleAfter, staysPut } from "./live.ts";
import { keys } from "./query.ts";

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

test("a sorted list of orders and a further page stay put while orders come; the newest and one order do not", () => {
  expect(staysPut(keys.orders({ sort: "due_at", cursor: null }))).toBe(true);
  expect(staysPut(keys.orders({ cursor: "c1", limit: 50 }))).toBe(true);
  expect(staysPut(keys.orders({ q: "A", cursor: null, limit: 50 }))).toBe(false);
  expect(staysPut(keys.order("ord_1"))).toBe(false);
  expect(staysPut(["todo"])).toBe(false);
});
