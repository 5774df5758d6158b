/** What the address asks for is fetched first of all, before the libraries are even looked at. The first import of main.tsx. */
import { fetchWords } from "../words/files.ts";
import { askAhead } from "./ask.ts";
import { preferences } from "./preferences.ts";

/** What fails here is asked for again, and told, by who needs it. */
const quietly = (file: Promise<unknown>) => void file.catch(() => {});

function fetchAhead(path: string): void {
  const { language } = preferences.getState();
  quietly(fetchWords("shell", language));
  const flow = /^\/flows\/([^/]+)$/.exec(path)?.[1];
  if (flow === undefined) return;
  quietly(import("../designer/DesignerPage.tsx"));
  quietly(fetchWords("designer", language));
  quietly(fetchWords("together", language));
  askAhead(`/api/v1/flows/${flow}`);
  askAhead("/api/v1/workspace");
}

fetchAhead(window.location.pathname);
