/** What a verb is given: the store, the one executor, and the shell's clock and ids. */

import type { SendTools } from "@switchyard/connectors";
import type { Names } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { Destination, Store, Workspace } from "@switchyard/store";
import type { Identity } from "../access/identity.ts";
import type { Safe } from "../channels/settings.ts";
import type { Executor } from "../executor/executor.ts";
import type { Schedules } from "../executor/schedules.ts";
import type { LiveEvents } from "../live/live-events.ts";
import type { Log } from "../log.ts";
import type { Dispatcher } from "../outbox/dispatcher.ts";
import type { Replays } from "../replay/replays.ts";
import type { Clock } from "./clock.ts";
import type { NewId } from "./ids.ts";

export interface Context {
  store: Store;
  executor: Executor;
  schedules: Schedules;
  replays: Replays;
  /** What open screens are told. */
  events: LiveEvents;
  dispatcher: Dispatcher;
  /** What messages are sent with, and what opens the channels' secrets. */
  tools: SendTools;
  safe: Safe;
  clock: Clock;
  newId: NewId;
  log: Log;
  workspace: WorkspaceView;
  /** Who asks. */
  who: Identity;
}

/** The workspace as verbs need it on every request. */
export interface WorkspaceView {
  id: string;
  settings: WorkspaceSettings;
  whole: Workspace;
  destination(id: string | null): NamedDestination | null;
  /** For sentences. */
  names: Names;
}
export interface NamedDestination {
  id: string;
  name: string;
}

export function viewOf(whole: Workspace): WorkspaceView {
  const byId = new Map(whole.destinations.map((one): [string, Destination] => [one.id, one]));
  const named = (list: readonly NamedDestination[]) => Object.fromEntries(list.map(({ id, name }) => [id, name]));
  const { zone, currency } = whole.settings;
  return {
    names: { destinations: named(whole.destinations), people: named(whole.people), zone, currency },
    id: whole.id,
    settings: whole.settings,
    whole,
    /** A destination that is no longer there keeps its id as its name. */
    destination: (id) => (id === null || id === "" ? null : { id, name: byId.get(id)?.name ?? id }),
  };
}
