import { factCatalogue, factSpec, lineFieldCatalogue, type Problem } from "@switchyard/orders";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";

/** Fields of an order and of its lines that a source may fill, by their names in the user's language. */
export function useFieldOptions(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const own = [
      { value: "source", label: t("orders.column.source") },
      { value: "external_id", label: t("orders.column.external_id") },
      ...factCatalogue
        .filter(
          ({ kind, name }) => kind === "field" && !["source", "external_id"].includes(name) && !name.includes("."),
        )
        .map(({ name, label }) => ({ value: name, label: format.text(label) })),
    ];
    const lines = lineFieldCatalogue.map(({ name, label }) => ({
      value: `line.${name}`,
      label: t("intake.ofLine", { field: format.text(label) }),
    }));
    return [...own, ...lines];
  }, [format, t]);
}

/** Where a problem sits, in the user's words: the field's name, and the line's number for a field of a line. */
export function useProblemText(): (problem: Problem) => { place: string; text: string } {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ pointer, message }) => {
    const parts = pointer.split("/").slice(1);
    const line = parts[0] === "lines" && /^\d+$/.test(parts[1] ?? "") ? Number(parts[1]) + 1 : null;
    const name = parts.at(-1) ?? "";
    const isNamed = name === "source" || name === "external_id";
    const spec = isNamed
      ? undefined
      : (lineFieldCatalogue.find((one) => line !== null && one.name === name) ?? factSpec(name));
    const field = isNamed ? t(`orders.column.${name}`) : spec ? format.text(spec.label) : name;
    const place =
      line === null ? field : [t("intake.line", { n: line }), parts.length > 2 ? field : ""].join(" ").trim();
    return { place, text: format.text(message) };
  };
}
