/** The typed client of the server's API. Who belongs to several workspaces says with every request which one is meant. */
import type { AppType } from "@switchyard/server/api";
import { hc } from "hono/client";

const KEY = "switchyard.workspace";

/** Null: the one that was joined first. Each tab keeps its own, and a new tab begins with the last. */
export function chosenWorkspace(): string | null {
  try {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The whole page begins anew: nothing that is shown belongs to the other workspace. */
export function chooseWorkspace(id: string): void {
  try {
    sessionStorage.setItem(KEY, id);
    localStorage.setItem(KEY, id);
  } catch {
    // A browser that stores nothing stays in the first workspace.
  }
  window.location.assign("/");
}

export function forgetWorkspace(): void {
  try {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  } catch {
    // There is nothing to forget.
  }
}

/** The same for what a browser asks by itself: streams and files. */
export function withWorkspace(address: string): string {
  const workspace = chosenWorkspace();
  if (workspace === null) return address;
  return `${address}${address.includes("?") ? "&" : "?"}workspace=${encodeURIComponent(workspace)}`;
}

export const ask: typeof fetch = (input, init) => {
  const workspace = chosenWorkspace();
  if (workspace === null) return fetch(input, init);
  const headers = new Headers(init?.headers);
  headers.set("x-workspace", workspace);
  return fetch(input, { ...init, headers });
};

type Client = ReturnType<typeof hc<AppType>>;
export const v1: Client["api"]["v1"] = hc<AppType>("/", { fetch: ask }).api.v1;
