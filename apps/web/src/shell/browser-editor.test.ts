import { beforeEach, expect, test, vi } from "vitest";

type Page = typeof import("./browser-editor.ts");

/** A page of its own, as another tab has one. */
async function openPage(): Promise<Page> {
  vi.resetModules();
  return await import("./browser-editor.ts");
}

const kept = new Map<string, string>();
/** What a page that began at the same moment saw: nothing. */
let isBlind = false;
beforeEach(() => {
  kept.clear();
  isBlind = false;
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => (isBlind ? null : (kept.get(key) ?? null)),
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

test("two pages that open at once in a fresh browser are one editor", async () => {
  const [one, other] = [await openPage(), await openPage()];
  one.browserEditor();
  isBlind = true;
  other.browserEditor();
  isBlind = false;
  expect(one.browserEditor()).toEqual(other.browserEditor());
  one.nameBrowserEditor("周敏");
  expect(other.browserEditor()).toEqual(one.browserEditor());
  expect((await openPage()).browserEditor()).toEqual({ id: one.browserEditor().id, name: "周敏" });
});

test("where nothing can be kept, an editor stays who it is for the visit", async () => {
  vi.stubGlobal("localStorage", undefined);
  const page = await openPage();
  page.nameBrowserEditor("Zhou");
  expect(page.browserEditor()).toEqual({ id: page.browserEditor().id, name: "Zhou" });
});
