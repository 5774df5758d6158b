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

/** What the system asks of every page, and whoever wants to hear when it changes. */
function systemWish(query: string) {
  const ask = () => window.matchMedia?.(query);
  return {
    isSet: () => ask()?.matches === true,
    onChange(listener: () => void): () => void {
      const asked = ask();
      asked?.addEventListener("change", listener);
      return () => asked?.removeEventListener("change", listener);
    },
  };
}

export const wantsDark = systemWish("(prefers-color-scheme: dark)");
export const wantsStillness = systemWish("(prefers-reduced-motion: reduce)");

export function resolveScheme(choice: SchemeChoice): Scheme {
  if (choice !== "system") return choice;
  return wantsDark.isSet() ? "dark" : "light";
}
