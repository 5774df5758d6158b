/** What can be chosen in a field: the schema's own words, or people, states, courier actions and facts by the field's name. */
import { COURIER_ACTIONS, DEFAULT_STATE_MACHINE, factCatalogue } from "@switchyard/orders";
import { useTranslation } from "react-i18next";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import type { FieldSpec } from "./schema-fields.ts";

interface Option {
  value: string;
  label: string;
}

export function useFieldOptions(field: FieldSpec): Option[] {
  const { i18n } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const word = (value: string): Option => {
    const key = `choice.${value}`;
    return { value, label: i18n.exists(key) ? i18n.t(key as "choice.reached") : value };
  };
  const people = (workspace?.people ?? []).map((person) => ({ value: person.id, label: person.name }));
  if (field.type === "choice") return field.options.map(word);
  if (field.type === "text" && field.name === "to") return [word("customer"), ...people];
  if (field.type !== "list") return [];
  if (field.options) return field.options.map(word);
  switch (field.name) {
    case "to":
    case "approvers":
      return people;
    case "states":
      return (workspace?.settings.states ?? DEFAULT_STATE_MACHINE).states.map((state) => ({
        value: state.id,
        label: format.text(state.label),
      }));
    case "actions":
      return COURIER_ACTIONS.map(({ id, label }) => ({ value: id, label: format.text(label) }));
    case "events":
      return [
        word("courier_node"),
        ...COURIER_ACTIONS.map(({ id, label }) => ({
          value: `courier:${id}`,
          label: i18n.t("choice.courier", { action: format.text(label) }),
        })),
      ];
    case "by":
      return factCatalogue.map((fact) => ({ value: fact.name, label: format.text(fact.label) }));
    default:
      return [];
  }
}
