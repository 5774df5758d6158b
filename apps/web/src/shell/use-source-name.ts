import { useTranslation } from "react-i18next";

/** Where an order came from, in words: sources are called as whoever set them up named them; what people type in has none of its own. */
export function useSourceName(): (source: string) => string {
  const { t } = useTranslation();
  return (source) => (source === "hand" ? t("state.typedIn") : source);
}
