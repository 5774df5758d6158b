/** What the address asks for is fetched first of all: a file of its own, named in the page before that with the libraries (vite.first.ts). */

import { askAhead } from "../shell/ask.ts";
import { isOutside } from "../shell/door.ts";
import { loadLocale } from "../shell/locales.ts";
import { preferences } from "../shell/preferences.ts";
import { fetchWords } from "../words/files.ts";

/** What fails here is asked for again, and told, by who needs it. */
const quietly = (file: Promise<unknown>) => void file.catch(() => {});

/** Screens that people open by their address, or come back to. */
const SCREENS: Record<string, () => Promise<unknown>> = {
  flows: () => import("../flows/FlowsPage.tsx"),
  orders: () => import("../orders/OrdersPage.tsx"),
  boards: () => import("../boards/BoardsPage.tsx"),
  todo: () => import("../todo/TodoPage.tsx"),
  intake: () => import("../intake/IntakePage.tsx"),
};

/** The flow that an address opens in the designer. */
export const flowIn = (path: string): string | undefined => /^\/flows\/([^/]+)$/.exec(path)?.[1];

function fetchAhead(path: string): void {
  const { language } = preferences.getState();
  const flow = flowIn(path);
  // First what the server must look up: a browser asks for few things at a time.
  if (flow !== undefined) askAhead(`/api/v1/flows/${flow}`);
  if (!isOutside(path)) for (const what of ["workspace", "session"]) askAhead(`/api/v1/${what}`);
  if (flow !== undefined) quietly(import("../designer/DesignerPage.tsx"));
  else {
    const screen = SCREENS[path.slice(1)];
    if (screen) quietly(screen());
  }
  quietly(loadLocale(language));
  quietly(fetchWords("shell", language));
  if (flow !== undefined) for (const room of ["designer", "together"] as const) quietly(fetchWords(room, language));
}

fetchAhead(window.location.pathname);
