/** What messages are worded with: the workspace's names and clock. */
import { stateName } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE, instantText, type Order } from "@switchyard/orders";
import type { WorkspaceView } from "../runtime/context.ts";
import type { MessageContext } from "./message.ts";
import type { QuietRules } from "./quiet.ts";
import { wordsOf } from "./words/words.ts";

export function messageContext(
  { whole, settings, names }: WorkspaceView,
  about: {
    order: Order | null;
    link: string | null;
    flowName: MessageContext["flowName"];
    contacts: QuietRules["contacts"];
  },
): MessageContext {
  const states = (settings.states ?? DEFAULT_STATE_MACHINE).states.map(({ id, label }): [string, typeof label] => [
    id,
    label,
  ]);
  const { contacts, ...rest } = about;
  const words = wordsOf(settings);
  return {
    ...rest,
    words,
    quiet: { settings: settings.quietHours, contacts },
    people: whole.people,
    brands: whole.brands,
    stateText: (id) => stateName(id, { ...names, states: Object.fromEntries(states) }),
    timeText: (at) => instantText(at, settings.zone).slice(0, 16).replace("T", " "),
  };
}
