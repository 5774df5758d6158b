/** Words come from resource files, loaded one language at a time; zh-CN is the language of the keys' types. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../shell/preferences.ts";
import type words from "./zh-CN/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof words };
  }
}

const load: Record<Language, () => Promise<{ default: object }>> = {
  "zh-CN": () => import("./zh-CN/index.ts"),
  en: () => import("./en/index.ts"),
};

export async function startWords(language: Language): Promise<void> {
  const { default: translation } = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  document.documentElement.lang = language;
}

export async function changeWords(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    const { default: translation } = await load[language]();
    i18next.addResourceBundle(language, "translation", translation);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
