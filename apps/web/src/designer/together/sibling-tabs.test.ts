import { expect, test, vi } from "vitest";
import { siblingTabs } from "./sibling-tabs.ts";

test("a tab knows of others with the same flow until they leave it; the last one is alone", async () => {
  const first = siblingTabs("a");
  const elsewhere = siblingTabs("b");
  expect(first.any()).toBe(false);
  const second = siblingTabs("a");
  await vi.waitFor(() => expect([first.any(), second.any()]).toEqual([true, true]));
  first.bye();
  await vi.waitFor(() => expect(second.any()).toBe(false));
  expect(elsewhere.any()).toBe(false);
  first.hello();
  await vi.waitFor(() => expect(second.any()).toBe(true));
  for (const tab of [first, second, elsewhere]) tab.close();
});
