import { useTranslation } from "react-i18next";
import type { Consistency } from "./figures-api.ts";

/** What a system is called, by its place among those that told of orders. */
export function useSystemName(systems: Consistency["systems"]): (place: number) => string {
  const { t } = useTranslation();
  return (place) => {
    const { kind, name } = systems[place] ?? { kind: "house" as const, name: "" };
    return t(`checks.kind.${kind}`, { name }).trim();
  };
}
