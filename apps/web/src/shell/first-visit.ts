/** What the address asks for is fetched first of all: a file of its own, named in the page before that with the libraries (vite.first.ts). */
import { fetchWords } from "../words/files.ts";
import { askAhead } from "./ask.ts";
import { preferences } from "./preferences.ts";

/** What fails here is asked for again, and told, by who needs it. */
const quietly = (file: Promise<unknown>) => void file.catch(() => {});

function fetchAhead(path: string): void {
  const { language } = preferences.getState();
  const flow = /^\/flows\/([^/]+)$/.exec(path)?.[1];
  if (flow === undefined) {
    quietly(fetchWords("shell", language));
    return;
  }
  // First what the server must look up: a browser asks for few things at a time.
  askAhead(`/api/v1/flows/${flow}`);
  askAhead("/api/v1/workspace");
  quietly(import("../designer/DesignerPage.tsx"));
  for (const room of ["shell", "designer", "together"] as const) quietly(fetchWords(room, language));
}

fetchAhead(window.location.pathname);
