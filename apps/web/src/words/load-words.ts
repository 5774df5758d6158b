/** Words come from files, one for each room and language, loaded with the first screen or panel of the room. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../shell/preferences.ts";
import { fetchWords, type Room } from "./files.ts";
import type words from "./zh-CN/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof words };
  }
}

/** What stands on every page. */
const EVERYWHERE: Room = "shell";

const loaded = new Map<string, Promise<void>>();
const asked = new Set<Room>([EVERYWHERE]);
/** The language shown, and the one that is coming. */
const spoken = { now: "zh-CN" as Language, next: "zh-CN" as Language };

function load(room: Room, language: Language): Promise<void> {
  const name = `${language}/${room}`;
  const known = loaded.get(name);
  if (known) return known;
  const coming = fetchWords(room, language).then((words) => {
    i18next.addResourceBundle(language, "translation", words);
  });
  loaded.set(name, coming);
  // A request that failed is made again the next time.
  coming.catch(() => loaded.delete(name));
  return coming;
}

async function loadRooms(wanted: Iterable<Room>): Promise<void> {
  const languages = new Set([spoken.now, spoken.next]);
  await Promise.all([...wanted].flatMap((room) => [...languages].map((language) => load(room, language))));
}

/** `load`, and beside it the words of these rooms; without them it would show keys. */
export function withWords<Module>(needed: readonly Room[], loadModule: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    for (const room of needed) asked.add(room);
    const [module] = await Promise.all([loadModule(), loadRooms(needed)]);
    return module;
  };
}

export async function startWords(language: Language): Promise<void> {
  spoken.now = language;
  spoken.next = language;
  i18next.use(initReactI18next);
  await i18next.init({
    lng: language,
    resources: {},
    initAsync: false,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await loadRooms([EVERYWHERE]);
  document.documentElement.lang = language;
}

export async function changeWords(language: Language): Promise<void> {
  spoken.next = language;
  if (language === spoken.now) return;
  await loadRooms(asked);
  if (spoken.next !== language) return;
  await i18next.changeLanguage(language);
  spoken.now = language;
  document.documentElement.lang = language;
}
