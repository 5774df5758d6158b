import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import "./shell/base.css";
import { fetchAhead } from "./shell/first-visit.ts";
import { loadLocale, Providers } from "./shell/Providers.tsx";
import { preferences, resolveScheme } from "./shell/preferences.ts";
import { router } from "./shell/router.tsx";
import { giveStylesTheNonce } from "./shell/style-nonce.ts";
import { applyTokens } from "./shell/tokens.ts";
import { startWords } from "./words/i18n.ts";

giveStylesTheNonce(document);
fetchAhead(window.location.pathname);
applyTokens(resolveScheme(preferences.getState().scheme));
const { language } = preferences.getState();
const [locale] = await Promise.all([loadLocale(language), startWords(language)]);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <Providers locale={locale}>
      <RouterProvider router={router} />
    </Providers>,
  );
}
