/** What a verb is given: the store, the one executor, and the shell's clock and ids. */

import type { SendTools } from "@switchyard/connectors";
import { DEFAULT_FIGURES, type Figure, type Names } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import type { Understander } from "@switchyard/phrases";
import type { Comparison, Dataset, Destination, Store, Workspace } from "@switchyard/store";
import type { Identity } from "../access/identity.ts";
import type { Safe } from "../channels/settings.ts";
import type { Executor } from "../executor/executor.ts";
import type { LookAgain } from "../executor/look-again.ts";
import type { Schedules } from "../executor/schedules.ts";
import type { Uploads } from "../history/uploads.ts";
import type { Holders } from "../live/holders.ts";
import type { LiveEvents } from "../live/live-events.ts";
import type { Log } from "../log.ts";
import type { Dispatcher } from "../outbox/dispatcher.ts";
import type { Replays } from "../replay/replays.ts";
import type { RollOuts } from "../rollout/roll-outs.ts";
import type { Library } from "../templates/library.ts";
import type { Backups } from "../upkeep/backups.ts";
import type { Checkpoints } from "../upkeep/checkpoints.ts";
import type { ComparisonUnderWay } from "../verbs/comparisons.ts";
import type { DatasetUnderWay } from "../verbs/datasets.ts";
import type { SheetUnderWay, UploadAnswer, UploadPreview } from "../verbs/upload-orders.ts";
import type { Clock } from "./clock.ts";
import type { NewId } from "./ids.ts";
import type { InEffect } from "./in-effect.ts";
import type { Jobs } from "./jobs.ts";

export interface Context {
  store: Store;
  executor: Executor;
  schedules: Schedules;
  lookAgain: LookAgain;
  /** What a verb has changed of settings or live flows is made to decide by it, after the commit. */
  inEffect: InEffect;
  replays: Replays;
  /** Files on their way in. */
  uploads: Uploads;
  /** Histories that are being read, one at a time. */
  imports: Jobs<DatasetUnderWay, Dataset>;
  /** Sheets that are being held beside the orders, one at a time. */
  comparing: Jobs<ComparisonUnderWay, Comparison>;
  /** Sheets that are being looked at or taken in. */
  sheets: Jobs<SheetUnderWay, UploadPreview | UploadAnswer>;
  /** What open screens are told. */
  events: LiveEvents;
  /** Who edits which draft. */
  holders: Holders;
  dispatcher: Dispatcher;
  /** What messages are sent with, and what opens the channels' secrets. */
  tools: SendTools;
  safe: Safe;
  clock: Clock;
  newId: NewId;
  log: Log;
  workspace: WorkspaceView;
  /** Where people reach this server; null: only this machine does, and messages carry no links. */
  publicUrl: string | null;
  /** Who asks. */
  who: Identity;
  /** A language model that reads sentences; null: the workspace has none. */
  understander: Understander | null;
  /** Templates that are shipped. */
  library: Library;
  /** What is done for the file as a whole, whatever workspace asks. */
  backups: Backups;
  checkpoints: Checkpoints;
  /** Versions that take a share of the orders beside the live ones. */
  rollOuts: RollOuts;
}

/** The workspace as it is now. It changes in place when a person changes its settings: look here each time, keep no copy. */
export interface WorkspaceView {
  readonly id: string;
  /** What decides: with what brands have of their own. */
  readonly settings: WorkspaceSettings;
  readonly whole: Workspace;
  readonly figures: readonly Figure[];
  destination(id: string | null): NamedDestination | null;
  /** For sentences. */
  readonly names: Names;
  become(whole: Workspace): void;
}
export interface NamedDestination {
  id: string;
  name: string;
}

export function viewOf(first: Workspace): WorkspaceView {
  let now = readyToUse(first);
  return {
    id: first.id,
    get settings() {
      return now.settings;
    },
    get whole() {
      return now.whole;
    },
    get figures() {
      return figuresOf(now.whole);
    },
    get names() {
      return now.names;
    },
    /** A destination that is no longer there keeps its id as its name. */
    destination: (id) => (id === null || id === "" ? null : { id, name: now.destinations.get(id)?.name ?? id }),
    become(whole) {
      now = readyToUse(whole);
    },
  };
}

/** Its own, or until somebody changes those, what every workspace begins with. */
export const figuresOf = ({ figures }: Workspace): readonly Figure[] => figures ?? DEFAULT_FIGURES;

function readyToUse(whole: Workspace) {
  const named = (list: readonly NamedDestination[]) => Object.fromEntries(list.map(({ id, name }) => [id, name]));
  const { zone, currency } = whole.settings;
  const names: Names = { destinations: named(whole.destinations), people: named(whole.people), zone, currency };
  const settings: WorkspaceSettings = { ...whole.settings, brands: whole.brands };
  return {
    whole,
    settings,
    names,
    destinations: new Map(whole.destinations.map((one): [string, Destination] => [one.id, one])),
  };
}
