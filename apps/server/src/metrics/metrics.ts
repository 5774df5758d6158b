/** Figures for Prometheus. Counting is plain additions; prom-client is loaded after the start and asked only by a scrape. */
import { INTAKE_OUTCOMES, type IntakeOutcome, type StoreReader } from "@switchyard/store";
import type { Counter, Histogram, Registry } from "prom-client";
import type { GroupState } from "../executor/group-state.ts";
import type { BackupStatus } from "../upkeep/backups.ts";
import type { CheckpointStatus } from "../upkeep/checkpoints.ts";
import { nothing, PURGED_KINDS, type Purged, type PurgedKind } from "../upkeep/retention.ts";

export interface Watched {
  read: StoreReader;
  /** The workspaces at work; figures are over all of them. */
  workspaces(): string[];
  now(): number;
  /** The machine's own time. */
  wall(): number;
  pending(): number;
  listeners(): number;
  checkpoint(): CheckpointStatus;
  backup(): BackupStatus;
  /** On the disk of the data directory. */
  freeBytes(): Promise<number>;
  /** Channels and sources whose secrets do not open. */
  unopened(): Promise<number>;
}
export interface Metrics {
  /** A group was committed. */
  group(group: { tasks: number; ms: number; state: GroupState }): void;
  replayed(orders: number): void;
  purged(kind: PurgedKind, count: number): void;
  /** Loads what a scrape needs, so that the first one finds what happened since the start. */
  load(): Promise<void>;
  text(): Promise<{ type: string; text: string }>;
}

type Prom = typeof import("prom-client");
interface Instruments {
  registry: Registry;
  groupSize: Histogram;
  commit: Histogram;
  records: Counter<"outcome">;
  decisions: Counter;
  replayed: Counter;
  purged: Counter<"kind">;
}

export function createMetrics(watched: Watched): Metrics {
  const records: Record<IntakeOutcome, number> = { accepted: 0, duplicate: 0, update: 0, quarantined: 0 };
  let decisions = 0;
  let replayed = 0;
  const purged: Purged = nothing();
  let loading: Promise<Instruments> | null = null;
  let instruments: Instruments | null = null;
  const load = () => {
    loading ??= import("prom-client").then((prom) => {
      instruments = instrumentsOf(prom.default ?? prom, watched);
      return instruments;
    });
    return loading;
  };
  return {
    group({ tasks, ms, state }) {
      instruments?.groupSize.observe(tasks);
      instruments?.commit.observe(ms / 1000);
      for (const { outcome } of state.intake) records[outcome] += 1;
      for (const { type } of state.journal) if (type === "decided") decisions += 1;
    },
    replayed(orders) {
      replayed += orders;
    },
    purged(kind, count) {
      purged[kind] += count;
    },
    async load() {
      await load();
    },
    async text() {
      const now = await load();
      now.records.reset();
      for (const outcome of INTAKE_OUTCOMES) now.records.inc({ outcome }, records[outcome]);
      now.decisions.reset();
      now.decisions.inc(decisions);
      now.replayed.reset();
      now.replayed.inc(replayed);
      now.purged.reset();
      for (const kind of PURGED_KINDS) now.purged.inc({ kind }, purged[kind]);
      return { type: now.registry.contentType, text: await now.registry.metrics() };
    },
  };
}

function instrumentsOf(prom: Prom, watched: Watched): Instruments {
  const registry = new prom.Registry();
  const registers = [registry];
  // Its timer wakes the process: at prom-client's own 10 ms most of what an idle server does is to look how late it is.
  prom.collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const { read } = watched;
  const each = <T>(one: (workspace: string) => Promise<T>): Promise<T[]> => Promise.all(watched.workspaces().map(one));
  const total = async (one: (workspace: string) => Promise<number>) =>
    (await each(one)).reduce((sum, value) => sum + value, 0);
  const gauge = (name: string, help: string, value: () => number | Promise<number>) => {
    new prom.Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await value());
      },
    });
  };
  /** Seconds since the earliest of these instants; those to come count as 0. */
  const late = (due: readonly (number | null)[]) => {
    const earliest = due.reduce<number>((first, at) => Math.min(first, at ?? first), Number.POSITIVE_INFINITY);
    return Math.max(0, watched.now() - earliest) / 1000;
  };
  gauge("switchyard_queue_depth", "Tasks that wait for the executor or run", () => watched.pending());
  gauge("switchyard_timer_lag_seconds", "How long the earliest timer is overdue", async () =>
    late(await each((workspace) => read.work.nextTimer(workspace))),
  );
  gauge(
    "switchyard_clock_ahead_seconds",
    "How far the journal's time is ahead of a machine whose clock was set back",
    () => Math.max(0, watched.now() - watched.wall()) / 1000,
  );
  gauge("switchyard_timers", "Timers that are set", () =>
    total(async (workspace) => (await read.work.backlog(workspace)).timers),
  );
  gauge("switchyard_messages", "Durable events that have not run", () =>
    total(async (workspace) => (await read.work.backlog(workspace)).messages),
  );
  gauge("switchyard_outbox_unclaimed", "Effects that have not become deliveries", () =>
    total((workspace) => read.deliveries.unclaimed(workspace)),
  );
  gauge("switchyard_outbox_lag_seconds", "How long the earliest waiting delivery is overdue", async () => {
    const turns = await each((workspace) => read.deliveries.nextTurns(workspace));
    return late(turns.flat().map(({ at }) => at));
  });
  gauge("switchyard_quarantine_open", "Quarantined records that nobody has dealt with", () =>
    total((workspace) => read.intake.open(workspace)),
  );
  gauge(
    "switchyard_checkpoint_timestamp_seconds",
    "When this process wrote the newest checkpoint; 0: not yet",
    () => (watched.checkpoint().at ?? 0) / 1000,
  );
  gauge(
    "switchyard_checkpoint_entries",
    "Journal entries under the newest checkpoint",
    () => watched.checkpoint().entries,
  );
  gauge("switchyard_journal_broken", "1: the last checkpoint found that the journal does not hold", () =>
    watched.checkpoint().isBroken ? 1 : 0,
  );
  gauge(
    "switchyard_backup_timestamp_seconds",
    "When the newest backup in the folder was made; 0: none",
    () => (watched.backup().kept[0]?.at ?? 0) / 1000,
  );
  gauge("switchyard_backup_failed", "1: the last try to make a backup failed", () =>
    watched.backup().failure === null ? 0 : 1,
  );
  gauge("switchyard_disk_free_bytes", "Free on the disk of the data directory; intake stops below 4 MB", () =>
    watched.freeBytes(),
  );
  gauge("switchyard_secrets_unopened", "Channels and sources whose secrets the key file does not open", () =>
    watched.unopened(),
  );
  gauge("switchyard_live_streams", "Screens that listen", () => watched.listeners());
  new prom.Gauge({
    name: "switchyard_deliveries",
    help: "Deliveries by status",
    labelNames: ["status"],
    registers,
    async collect() {
      this.reset();
      const counts = await each((workspace) => read.deliveries.counts(workspace));
      for (const { status, count } of counts.flat()) this.inc({ status }, count);
    },
  });
  const counter = (name: string, help: string) => new prom.Counter({ name, help, registers });
  return {
    registry,
    groupSize: new prom.Histogram({
      name: "switchyard_group_size",
      help: "Tasks that shared one transaction",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
      registers,
    }),
    commit: new prom.Histogram({
      name: "switchyard_group_seconds",
      help: "From the beginning of a group to its commit",
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    records: new prom.Counter({
      name: "switchyard_intake_records_total",
      help: "Records that came in, by what became of them",
      labelNames: ["outcome"],
      registers,
    }),
    decisions: counter("switchyard_decisions_total", "Decisions about orders"),
    replayed: counter("switchyard_replay_orders_total", "Recorded orders that replays went through"),
    purged: new prom.Counter({
      name: "switchyard_purged_total",
      help: "Rows that were kept long enough and taken away, by kind",
      labelNames: ["kind"],
      registers,
    }),
  };
}
