/** antd's own words, in each language. */
import type { Locale } from "antd/es/locale";
import type { Language } from "./preferences.ts";

const locales = {
  "zh-CN": () => import("antd/es/locale/zh_CN"),
  en: () => import("antd/es/locale/en_US"),
};

export const loadLocale = async (language: Language): Promise<Locale> => (await locales[language]()).default;
