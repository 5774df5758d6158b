import { useSession } from "../shell/session.ts";
import { useWorkspace } from "../shell/workspace.ts";

interface Acting {
  by: string;
  choices: { value: string; label: string }[];
  /** Somebody who signed in acts in another's name: both names. */
  inName: { name: string; whose: string } | null;
}

/**
 * As whom one acts: who signed in, by default as oneself - the workspace's person of that name, or by that name alone; at a machine
 * where nobody signs in, as the first of the workspace's people, or as this machine. Another's name is chosen, never given.
 * (The journal names whoever is signed in, whatever was chosen.)
 */
export function actingAs(
  people: readonly { id: string; name: string }[],
  own: string | undefined,
  chosen: string | null | undefined,
): Acting {
  const named = people.map(({ id, name }) => ({ value: id, label: name }));
  const isKnown = own === undefined || people.some(({ name }) => name === own);
  const choices = isKnown || people.length === 0 ? named : [{ value: own, label: own }, ...named];
  const person =
    choices.find(({ value }) => value === chosen) ?? choices.find(({ label }) => label === own) ?? choices[0];
  const inName =
    own === undefined || person === undefined || person.label === own ? null : { name: own, whose: person.label };
  return { by: person?.value ?? own ?? "local", choices, inName };
}

export function useActing(chosen: string | null | undefined): Acting {
  const session = useSession().data;
  const own = session?.state === "signed_in" ? session.person?.name : undefined;
  return actingAs(useWorkspace()?.people ?? [], own, chosen);
}
