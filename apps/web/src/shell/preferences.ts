/** What this browser remembers about its user: language and colour scheme. */
import { createStore } from "zustand/vanilla";
import type { Scheme } from "./tokens.ts";

export type Language = "zh-CN" | "en";
export type SchemeChoice = Scheme | "system";

interface Preferences {
  language: Language;
  scheme: SchemeChoice;
}

const KEY = "switchyard.preferences";

function read(): Preferences {
  const fallback: Preferences = { language: "zh-CN", scheme: "system" };
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof saved !== "object" || saved === null) return fallback;
    const { language, scheme } = saved as Partial<Preferences>;
    return {
      language: language === "en" ? "en" : "zh-CN",
      scheme: scheme === "dark" || scheme === "light" ? scheme : "system",
    };
  } catch {
    return fallback;
  }
}

export const preferences = createStore<Preferences>(read);

preferences.subscribe((state) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // A browser that stores nothing still works; it only forgets.
  }
});

const darkQuery = () => window.matchMedia?.("(prefers-color-scheme: dark)");

export function resolveScheme(choice: SchemeChoice): Scheme {
  if (choice !== "system") return choice;
  return darkQuery()?.matches ? "dark" : "light";
}

export function onSystemScheme(listener: () => void): () => void {
  const query = darkQuery();
  query?.addEventListener("change", listener);
  return () => query?.removeEventListener("change", listener);
}
