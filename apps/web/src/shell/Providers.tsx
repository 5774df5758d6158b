/** antd in our tokens and the user's language; one message and modal host for the whole page. */
import { QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import type { Locale } from "antd/es/locale";
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { changeWords } from "../words/load-words.ts";
import { loadLocale } from "./locales.ts";
import { preferences, resolveScheme, wantsDark, wantsStillness } from "./preferences.ts";
import { queryClient } from "./query.ts";
import { antdTheme } from "./theme.ts";
import { applyTokens } from "./tokens.ts";

function useScheme() {
  const choice = useStore(preferences, (state) => state.scheme);
  const scheme = useSyncExternalStore(wantsDark.onChange, () => resolveScheme(choice));
  useEffect(() => applyTokens(scheme), [scheme]);
  return scheme;
}

/** Never absent: antd lays one more provider round the page when a locale comes late, and the whole page would begin anew. */
function useLocale(first: Locale): Locale {
  const language = useStore(preferences, (state) => state.language);
  const [locale, setLocale] = useState(first);
  useEffect(() => {
    let current = true;
    void changeWords(language);
    void loadLocale(language).then((loaded) => {
      if (current) setLocale(loaded);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return locale;
}

export function Providers({ locale: first, children }: { locale: Locale; children: ReactNode }) {
  const scheme = useScheme();
  const locale = useLocale(first);
  const still = useSyncExternalStore(wantsStillness.onChange, wantsStillness.isSet);
  const theme = useMemo(() => antdTheme(scheme, !still), [scheme, still]);
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider
        theme={theme}
        locale={locale}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        virtual
      >
        {children}
      </ConfigProvider>
    </QueryClientProvider>
  );
}
