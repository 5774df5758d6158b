/** Parts of a page that are fetched when they are first shown. */
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { lookForUpgrade } from "./upgrade.ts";

/** Whether the server answers. */
async function isReachable(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Stylesheets that did not come. The bundler asks for each once: who loads again must ask for them anew. */
const failedStyles = new Set<HTMLLinkElement>();
globalThis.window?.addEventListener(
  "error",
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") failedStyles.add(target);
  },
  true,
);

async function stylesAgain(): Promise<void> {
  const links = [...failedStyles];
  failedStyles.clear();
  await Promise.all(
    links.map(
      (link) =>
        new Promise<void>((resolve, reject) => {
          const next = link.cloneNode() as HTMLLinkElement;
          next.onload = () => resolve();
          next.onerror = () => reject(new Error(`no stylesheet at ${link.href}`));
          link.replaceWith(next);
        }),
    ),
  );
}

const PAUSE_MS = 3_000;

/** Until the browser says that it is online again, or a moment later. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, PAUSE_MS);
    window.addEventListener("online", done);
  });
}

interface Patience {
  reachable?: () => Promise<boolean>;
  wait?: () => Promise<void>;
  styles?: () => Promise<void>;
}

/** Loads, and waits for the server as long as it cannot be reached. Rejects only where it answers, and does not have it. */
export async function patiently<T>(
  load: () => Promise<T>,
  { reachable = isReachable, wait = pause, styles = stylesAgain }: Patience = {},
): Promise<T> {
  for (let mayFail = 1; ; ) {
    try {
      await styles();
      return await load();
    } catch (error) {
      if (await reachable()) {
        if (mayFail === 0) throw error;
        mayFail -= 1;
      } else await wait();
    }
  }
}

/** Without a connection the rest of the page stays as it is, and the part appears when there is one again. */
export const part = <P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> => lazy(() => keepingTheRest(() => patiently(load)));

/** Of a page older than the server one part is missing: its place stays empty, and what was done beside it stays. */
export async function keepingTheRest<T>(load: () => Promise<T>, look = lookForUpgrade): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (await look()) return new Promise(() => {});
    throw error;
  }
}
