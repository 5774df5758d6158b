import { factSpec, lineFieldCatalogue } from "@switchyard/orders";
import { useTranslation } from "react-i18next";
import { useStateName } from "../orders/use-state-name.ts";
import { useFormat } from "../shell/workspace.ts";

/** A field, and a value of it, of an order as a sheet has it beside the one that the system has. */
export function useDifferenceText() {
  const { t } = useTranslation();
  const format = useFormat();
  const stateName = useStateName();
  return {
    label(field: string): string {
      if (!field.startsWith("line.")) return format.text(factSpec(field)?.label ?? { zh: field, en: field });
      const spec = lineFieldCatalogue.find(({ name }) => `line.${name}` === field);
      return t("intake.ofLine", { field: spec ? format.text(spec.label) : field });
    },
    value(field: string, text: string | null): string {
      if (text === null) return t("intake.compare.empty");
      return field === "status" ? stateName(text) : text;
    },
  };
}
