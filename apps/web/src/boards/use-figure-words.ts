/** How figures say their values, and the facts they read. */
import { eventName, HAPPENINGS } from "@switchyard/flow";
import { factSpec, reachedFacts } from "@switchyard/orders";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import type { FigureView } from "./figures-api.ts";

export function useFigureWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useWorkspace()?.settings;
  return useMemo(() => {
    const own = new Map(
      reachedFacts(settings?.states as Parameters<typeof reachedFacts>[0]).map((spec) => [spec.name, spec]),
    );
    const happening = (name: string): string =>
      HAPPENINGS.some((one) => one === name)
        ? t(`figures.happening.${name as (typeof HAPPENINGS)[number]}`)
        : format.text(eventName(name, {}));
    const fact = (name: string): string => {
      const custom = settings?.customFields.find((field) => `custom.${field.name}` === name);
      const label = custom?.label ?? (own.get(name) ?? factSpec(name))?.label;
      return label === undefined ? happening(name) : format.text(label);
    };
    const part = (name: string) =>
      name === "destination" || name === "step" ? t(`figures.parts.${name}`) : fact(name);
    return {
      value: (value: number | null, unit: FigureView["unit"]) =>
        value === null
          ? t("figures.noOrders")
          : t(`figures.value.${unit}`, { value: value.toFixed(unit === "each" ? 2 : 1) }),
      fact,
      /** What a value was made of. `isTimes`: not orders are counted, but what happened to them. */
      counts: ({ unit, yes, of }: Pick<FigureView, "unit" | "yes" | "of">, isTimes = false) => {
        const numbers = { yes: format.number(yes), of: format.number(of) };
        if (unit === "percent") return t(isTimes ? "figures.ofTimes" : "figures.ofThem", numbers);
        return t(isTimes ? "figures.times" : "figures.orders", numbers);
      },
      noPart: (name: string) => t(`figures.parts.none.${name === "destination" || name === "step" ? name : "other"}`),
      part,
      /** The same inside a sentence; own fields are written as their owner writes them. */
      partInside: (name: string) => (name.startsWith("custom.") ? part(name) : midSentence(part(name))),
    };
  }, [t, format, settings]);
}

/** An English label starts small there, unless it is an abbreviation (PO number). */
export const midSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
