/** Who sits at this browser, until somebody signs in: an opaque id that stays, and a name to be called by. */
const KEY = "switchyard.editor";

export interface BrowserEditor {
  id: string;
  name: string;
}

function read(): BrowserEditor | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("id" in kept) || !("name" in kept)) return null;
    return typeof kept.id === "string" && typeof kept.name === "string" ? { id: kept.id, name: kept.name } : null;
  } catch {
    return null;
  }
}

/** Where nothing can be kept. */
let known: BrowserEditor | null = null;

/** What is kept is asked each time: of two pages that opened at once and found nothing, both go by what the later one wrote. */
export function browserEditor(): BrowserEditor {
  known = read() ?? known ?? keep({ id: crypto.randomUUID(), name: "" });
  return known;
}

function keep(editor: BrowserEditor): BrowserEditor {
  try {
    localStorage.setItem(KEY, JSON.stringify(editor));
  } catch {
    // Kept for this visit only.
  }
  return editor;
}

/** How others see who edits here. */
export function nameBrowserEditor(name: string): void {
  known = keep({ ...browserEditor(), name });
}
