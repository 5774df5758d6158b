/** antd in our tokens and the user's language; one message and modal host for the whole page. */
import { QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { changeWords } from "../words/i18n.ts";
import { onSystemScheme, preferences, resolveScheme } from "./preferences.ts";
import { queryClient } from "./query.ts";
import { antdTheme } from "./theme.ts";
import { applyTokens } from "./tokens.ts";

const locales = {
  "zh-CN": () => import("antd/es/locale/zh_CN"),
  en: () => import("antd/es/locale/en_US"),
};

function useScheme() {
  const choice = useStore(preferences, (state) => state.scheme);
  const [scheme, setScheme] = useState(() => resolveScheme(choice));
  useEffect(() => {
    const update = () => setScheme(resolveScheme(choice));
    update();
    return onSystemScheme(update);
  }, [choice]);
  useEffect(() => applyTokens(scheme), [scheme]);
  return scheme;
}

function useLocale(): Locale | undefined {
  const language = useStore(preferences, (state) => state.language);
  const [locale, setLocale] = useState<Locale>();
  useEffect(() => {
    let current = true;
    void changeWords(language);
    void locales[language]().then((module) => {
      if (current) setLocale(module.default);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return locale;
}

export function Providers({ children }: { children: ReactNode }) {
  const scheme = useScheme();
  const locale = useLocale();
  const theme = useMemo(() => antdTheme(scheme), [scheme]);
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={theme}
        {...(locale ? { locale } : {})}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        virtual
      >
        {children}
      </ConfigProvider>
    </QueryClientProvider>
  );
}
