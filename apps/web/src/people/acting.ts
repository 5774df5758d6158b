import { useWorkspace } from "../shell/workspace.ts";
import { useSession } from "./people-api.ts";

/**
 * As whom one acts: as one of the workspace's people, by default the one of one's own name. Where there is none, by the name
 * that one signed in with, or as this machine. (The journal names whoever is signed in, whatever was chosen.)
 */
export function useActing(chosen: string | null | undefined): {
  by: string;
  choices: { value: string; label: string }[];
  /** Somebody who signed in acts in another's name: both names. */
  inName: { name: string; whose: string } | null;
} {
  const people = useWorkspace()?.people ?? [];
  const own = useSession().data?.person?.name;
  const person = people.find(({ id }) => id === chosen) ?? people.find(({ name }) => name === own) ?? people[0];
  const inName =
    own === undefined || person === undefined || person.name === own ? null : { name: own, whose: person.name };
  return {
    by: person?.id ?? own ?? "local",
    choices: people.map(({ id, name }) => ({ value: id, label: name })),
    inName,
  };
}
