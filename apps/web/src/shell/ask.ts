/** Requests say which workspace is meant, where a person belongs to several. Imports nothing: it is there before the libraries are. */
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

const send: typeof fetch = (input, init) => {
  const workspace = chosenWorkspace();
  if (workspace === null) return fetch(input, init);
  const headers = new Headers(init?.headers);
  headers.set("x-workspace", workspace);
  return fetch(input, { ...init, headers });
};

const STALE_MS = 10_000;
const ahead = new Map<string, Promise<Response>>();

/** Sends a GET whose answer the first `ask` for the same address is given, within ten seconds. */
export function askAhead(address: string): void {
  const answer = send(address);
  answer.catch(() => {});
  ahead.set(address, answer);
  setTimeout(() => ahead.delete(address), STALE_MS);
}

export const ask: typeof fetch = (input, init) => {
  const address = typeof input === "string" && (init?.method ?? "GET") === "GET" ? input : "";
  const early = ahead.get(address);
  ahead.delete(address);
  return early ?? send(input, init);
};
