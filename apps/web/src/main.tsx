import "./frame/first-visit.ts";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import "./shell/base.css";
import { firstScreen } from "./frame/first-screen.ts";
import { router } from "./frame/router.tsx";
import { loadLocale } from "./shell/locales.ts";
import { Providers } from "./shell/Providers.tsx";
import { preferences, resolveScheme } from "./shell/preferences.ts";
import { giveStylesTheNonce } from "./shell/style-nonce.ts";
import { applyPaper, applyTokens } from "./shell/tokens.ts";
import { watchFocus } from "./shell/use-focus-back.ts";
import { startWords } from "./words/load-words.ts";

/** A function, because files that are fetched meanwhile import from the one that this stands in. */
async function start(root: HTMLElement): Promise<void> {
  const { language } = preferences.getState();
  const words = startWords(language);
  const screen = firstScreen(window.location.pathname);
  const [locale] = await Promise.all([loadLocale(language), words, screen]);
  createRoot(root).render(
    <Providers locale={locale}>
      <RouterProvider router={router} />
    </Providers>,
  );
}

giveStylesTheNonce(document);
watchFocus();
applyTokens(resolveScheme(preferences.getState().scheme));
applyPaper();
const root = document.getElementById("root");
if (root) void start(root);
