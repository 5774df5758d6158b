import { MutationObserver, onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { queryClient } from "./query.ts";

afterEach(() => onlineManager.setOnline(true));

test("a server that answers is asked and told, whatever the browser says of its connection", async () => {
  onlineManager.setOnline(false);
  expect(await queryClient.fetchQuery({ queryKey: ["asked"], queryFn: () => "answered" })).toBe("answered");
  const told = new MutationObserver(queryClient, { mutationFn: async () => "done" });
  expect(await told.mutate()).toBe("done");
});
