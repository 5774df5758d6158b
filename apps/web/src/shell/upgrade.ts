/** A tab left open over an upgrade: its page names files that the server no longer has. */
import { create } from "zustand";

/** Whether the server has a newer page than this one. It is said once; nobody's work is taken away for it. */
export const useUpgraded = create(() => ({ upgraded: false }));

const ownScript = () => document.querySelector('script[type="module"][src]')?.getAttribute("src") ?? null;

/** Asks for this very page again: a build names its script after what is in it. */
export async function lookForUpgrade(
  script: string | null = ownScript(),
  ask: () => Promise<string | null> = askForPage,
): Promise<boolean> {
  const page = script === null ? null : await ask();
  const upgraded = script !== null && page !== null && !page.includes(script);
  if (upgraded) useUpgraded.setState({ upgraded });
  return upgraded;
}

async function askForPage(): Promise<string | null> {
  try {
    const answer = await fetch(window.location.pathname, { cache: "no-store", headers: { accept: "text/html" } });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** What the bundler could not fetch, whoever asked for it. */
globalThis.window?.addEventListener("vite:preloadError", () => void lookForUpgrade());
