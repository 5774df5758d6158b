/** What can be chosen in a field: the schema's own words, or what its texts are ids of. */
import { EVENT_NAMES, eventName } from "@switchyard/flow";
import { COURIER_ACTIONS, DEFAULT_STATE_MACHINE, factCatalogue } from "@switchyard/orders";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { channelKeys, channelsApi } from "../../channels/channels-api.ts";
import { useFormat, useWorkspace } from "../../shell/workspace.ts";
import { useSentenceNames } from "../names.ts";
import type { Option } from "./Choices.tsx";
import type { FieldSpec, Names } from "./schema-fields.ts";

/** What happens to orders first, then what the courier says, then fields that are filled in or change. */
const EVENT_SORTS = [/^[a-z_]+$/, /^courier:/, /^has:/, /^order_updated:/];
const EVENTS = EVENT_SORTS.flatMap((sort) =>
  Object.keys(EVENT_NAMES).filter((id) => sort.test(id) && !COURIER_ACTIONS.some((action) => action.id === id)),
);

export function useFieldOptions(field: FieldSpec): Option[] {
  const { i18n } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const names = useSentenceNames();
  const channels = useQuery({
    queryKey: channelKeys.channels,
    queryFn: ({ signal }) => channelsApi.channels(signal),
    enabled: field.type === "text" && field.names === "endpoint",
  });
  const word = (value: string): Option => {
    const key = `choice.${value}`;
    return { value, label: i18n.exists(key) ? i18n.t(key as "choice.reached") : value };
  };
  const people = () => (workspace?.people ?? []).map((person) => ({ value: person.id, label: person.name }));
  function named(what: Names): Option[] {
    switch (what) {
      case "fact":
        return factCatalogue.map((fact) => ({ value: fact.name, label: format.text(fact.label) }));
      case "person":
        return people();
      case "recipient":
        return [word("customer"), { ...word("brand_contacts"), value: "brand" }, ...people()];
      case "state":
        return (workspace?.settings.states ?? DEFAULT_STATE_MACHINE).states.map((state) => ({
          value: state.id,
          label: format.text(state.label),
        }));
      case "courier_action":
        return COURIER_ACTIONS.map(({ id, label }) => ({ value: id, label: format.text(label) }));
      case "endpoint":
        return (channels.data?.items ?? []).flatMap(({ kind, name }) =>
          kind === "webhook" ? [{ value: name, label: name }] : [],
        );
      case "figure":
        return [
          ...["promise_moved", "customer_answered", "customer_looked"].map((id) => ({
            value: id,
            label: format.text(eventName(id, names)),
          })),
          ...(workspace?.sending_figures ?? []).map(({ id, name }) => ({ value: id, label: format.text(name) })),
        ];
      case "event":
        return EVENTS.map((id) => ({ value: id, label: format.text(eventName(id, names)) }));
    }
  }
  if (field.type === "choice") return field.options.map(word);
  if (field.type === "list" && field.options) return field.options.map(word);
  return (field.type === "text" || field.type === "list") && field.names ? named(field.names) : [];
}
