/** Puts the parts together: store, workspaces, HTTP. What is opened here is closed by `stop`, in the other order. */
import { join } from "node:path";
import type { Network, Requester } from "@switchyard/connectors";
import type { Text } from "@switchyard/orders";
import { openSqliteStore, type Store, type Workspace } from "@switchyard/store";
import type { Hono } from "hono";
import { type Door, openDoor, type SignInSettings, type Workspaces } from "../access/door.ts";
import { orderSenders } from "../access/order-senders.ts";
import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import { addDemoFlows, addDemoHistory, openWorkspace } from "../demo/demo-workspace.ts";
import { errorName } from "../error-name.ts";
import { createUploads } from "../history/uploads.ts";
import type { Behind } from "../http/order-door.ts";
import type { Log } from "../log.ts";
import { createMetrics, type Metrics } from "../metrics/metrics.ts";
import { shortHash } from "../outbox/message.ts";
import { openKeyring } from "../secret/keyring.ts";
import { unopened, unopenedText } from "../secret/unopened.ts";
import { openLibrary } from "../templates/library.ts";
import { openModelKey } from "../understand/key.ts";
import { backupBeforeUpgrade } from "../upkeep/backup-job.ts";
import { type BackupSettings, type Backups, createBackups } from "../upkeep/backups.ts";
import { type CheckpointSettings, type Checkpoints, createCheckpoints } from "../upkeep/checkpoints.ts";
import { createRetention, type Retention, type RetentionSettings } from "../upkeep/retention.ts";
import { freeBytes, roomOf } from "../upkeep/room.ts";
import { type Finding, tellEverybody } from "../upkeep/tell-everybody.ts";
import { finishDemoOrders } from "../verbs/bring-demo-orders.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Context } from "./context.ts";
import { idMaker } from "./ids.ts";
import { type RunningWorkspace, type Shared, startWorkspace } from "./start-workspace.ts";

export interface StartOptions {
  dataDir: string;
  webDir: string;
  examplesDir: string;
  log: Log;
  clock?: Clock;
  /** Who may read `/metrics` from elsewhere. */
  metricsToken?: string | null;
  /** Seals secrets instead of the key file in the data directory. */
  secretKey?: string | null;
  mailRelays?: readonly string[];
  understand?: Config["understand"];
  /** Absent: nobody signs in, and this machine alone is answered. */
  signIn?: SignInSettings | null;
  /** Proxies whose word about the client's address is taken. */
  trustedProxies?: readonly string[];
  /** Absent: everything is kept, no checkpoint is made by itself. */
  retention?: RetentionSettings;
  checkpoints?: CheckpointSettings;
  /** Absent: none is made by itself, and none before an upgrade. */
  backups?: BackupSettings;
  /** For tests: another network, and vendors that stand somewhere else. */
  outgoing?: { network?: Network; request?: Requester };
  /** The disk failed under a write: the process should end, and a new one read what is really there. */
  onBroken?: () => void;
}
export interface Runtime {
  app: Hono;
  /** For the door of orders. */
  orders: Behind;
  ctx: Context;
  /** With which the first owner is made; null when there is one, or nobody signs in. */
  setUpCode: string | null;
  /** What whoever starts it should know, and would not see otherwise. */
  notes: Text[];
  metrics: Metrics;
  retention: Retention;
  checkpoints: Checkpoints;
  backups: Backups;
  /** The demo's recorded orders are there. */
  seeded: Promise<void>;
  /** Says on `/readyz` that no new requests should come. */
  closing(): void;
  /** Takes in nothing new, in no workspace: nobody knows what is broken. What was taken in is finished. */
  refuse(): void;
  /** Finishes what waits, then closes the file. */
  stop(): Promise<void>;
}

const DEMO: Text = {
  zh: "演示模式：只有这台机器能打开，不用登录，发出的消息里没有订单链接。给团队使用请设置 PUBLIC_URL（见 docs/operations.md）。",
  en: "Demo: this machine alone is answered, nobody signs in, and messages carry no links. For a team, set PUBLIC_URL (see docs/operations.md).",
};

const UNREACHED: Text = {
  zh: "公司账号登录暂不可用：OIDC_DISCOVERY_URL 没有响应。可先用密码登录；有人用公司账号登录时会再次连接。",
  en: "Signing in by the company's own identity is not available: OIDC_DISCOVERY_URL does not answer. Passwords work; it is tried again when somebody signs in by it.",
};

/** The first answers come before the figures. */
const METRICS_AFTER_MS = 2000;

export async function startRuntime(options: StartOptions): Promise<Runtime> {
  const { dataDir, webDir, examplesDir, log, clock = systemClock(), onBroken = () => {} } = options;
  const { metricsToken = null, secretKey = null, mailRelays = [], outgoing = {}, understand = null } = options;
  const { signIn = null, trustedProxies = [] } = options;
  const keeping = options.backups ?? { folder: join(dataDir, "backups"), everyHours: 0, keep: 7 };
  const file = join(dataDir, "switchyard.db");
  const store = await openStore({ file, now: clock.now(), onBroken, keeping, log });
  const running = new Map<string, RunningWorkspace>();
  const tellAll = async (finding: Finding) => {
    for (const { ctx } of running.values()) await tellEverybody(ctx, finding);
  };
  let door: Door | null = null;
  let keepers: { retention: Retention; checkpoints: Checkpoints; backups: Backups } | null = null;
  const stopAll = async () => {
    await door?.keys.stop();
    keepers?.backups.stop();
    await keepers?.retention.stop();
    for (const one of running.values()) await one.stop();
    await keepers?.checkpoints.stop();
    await store.close();
  };
  try {
    const first = await openWorkspace(store, { examplesDir: signIn === null ? examplesDir : null, now: clock.now() });
    const metrics = createMetrics({
      read: store.read,
      workspaces: () => [...running.keys()],
      now: () => clock.now(),
      wall: clock.wall,
      pending: () => sum(running, ({ executor }) => executor.pending),
      listeners: () => sum(running, ({ events }) => events.listeners),
      checkpoint: () => checkpoints.status,
      backup: () => backups.status(),
      freeBytes: () => freeBytes(dataDir),
      unopened: async () => (await shutIn(running)).reduce((sum, { names }) => sum + names.length, 0),
    });
    const retention = createRetention({
      ...{ store, clock, log, workspaces: () => [...running.keys()] },
      settings: options.retention ?? { intakeDays: 0, messagesDays: 0, replaysDays: 0 },
      isQuiet: () => sum(running, ({ executor }) => executor.pending) === 0,
      onPurged: metrics.purged,
    });
    const checkpoints = createCheckpoints({
      ...{ dataDir, file, clock, log },
      settings: options.checkpoints ?? { folder: join(dataDir, "checkpoints"), everyHours: 0 },
      onBroken: (text) => tellAll({ code: "journal_broken", lines: text.split("\n") }),
    });
    const backups = createBackups({
      ...{ file, clock, log },
      settings: keeping,
      onFailed: ({ zh, en }) => tellAll({ code: "backup_failed", lines: [zh, en] }),
    });
    keepers = { retention, checkpoints, backups };
    const keyring = openKeyring({ dataDir, secretKey });
    const library = openLibrary(examplesDir);
    const model = understand && { ...understand, key: openModelKey(understand.sealedKey, keyring) };
    const newId = idMaker(clock);
    const uploads = createUploads({ folder: join(dataDir, "uploads"), newId, now: () => clock.now() });
    const shared: Shared = {
      ...{ store, clock, newId, log, library, uploads, backups, checkpoints },
      ...{ keyring, mailRelays, outgoing, metrics, model, publicUrl: signIn?.publicUrl ?? null },
    };
    const start = async (workspace: Workspace) => {
      const one = await startWorkspace(shared, workspace);
      running.set(workspace.id, one);
      return one;
    };
    const { ctx, begin } = await start(first);
    await addDemoFlows(ctx, examplesDir);
    await begin();
    for (const { id } of await store.read.workspaces.list()) {
      const other = running.has(id) ? null : await store.read.workspaces.get(id);
      if (other !== null) await (await start(other)).begin();
    }
    const workspaces: Workspaces = {
      home: first.id,
      find: (id) => running.get(id)?.ctx ?? null,
      async open(workspace) {
        const opened = await start(workspace);
        await opened.begin();
        return opened.ctx;
      },
    };
    door = await openDoor({ store, clock, keyring, workspaces, signIn, trustedProxies });
    const notes = signIn === null ? [DEMO] : [];
    if (door.signIn?.openId?.isReached === false) {
      notes.push(UNREACHED);
      log.error("the company's identity does not answer", { code: "company_unreachable" });
    }
    notes.push(...(await tellUnopened(running, { dataDir, keyring: keyring.current, log })));
    retention.start();
    checkpoints.start();
    backups.start();
    let ready = true;
    const hasRoom = roomOf({ folder: dataDir, timesFull: () => store.timesFull });
    const warm = setTimeout(() => void metrics.load().catch(() => {}), METRICS_AFTER_MS).unref();
    const seeded = addDemoHistory(ctx, examplesDir)
      .then(() => finishDemoOrders(ctx))
      .catch((cause: unknown) => {
        if (ready) log.error("the demo's orders were not imported", { error: errorName(cause) });
      });
    return {
      app: createApp(ctx, { door, webDir, isReady: () => ready, hasRoom, metrics, metricsToken }),
      orders: { senders: orderSenders(door), log },
      ctx,
      setUpCode: (await door.isSetUp()) ? null : door.setUpCode,
      notes,
      metrics,
      retention,
      checkpoints,
      backups,
      seeded,
      closing() {
        ready = false;
        for (const { closing } of running.values()) closing();
      },
      refuse() {
        for (const { ctx } of running.values()) void ctx.executor.stop();
      },
      async stop() {
        ready = false;
        clearTimeout(warm);
        for (const { closing } of running.values()) closing();
        await seeded;
        await stopAll();
      },
    };
  } catch (cause) {
    await stopAll();
    throw cause;
  }
}

interface StoreSettings {
  file: string;
  now: number;
  onBroken(): void;
  keeping: BackupSettings;
  log: Log;
}
const openStore = ({ file, now, onBroken, keeping, log }: StoreSettings): Promise<Store> =>
  openSqliteStore({
    ...{ file, now, onBroken },
    async beforeUpgrade() {
      if (keeping.everyHours === 0) return;
      // An upgrade is one transaction: it goes through or leaves the file as it was. The copy is for who regrets it.
      await backupBeforeUpgrade(file, keeping.folder).catch((cause: unknown) => {
        log.error("no backup before the upgrade", { code: "backup_failed", error: errorName(cause) });
      });
    },
  });

/** Secrets that do not open: people find it in their inboxes, once for each key, and whoever starts the server in what it says. */
async function tellUnopened(
  running: ReadonlyMap<string, RunningWorkspace>,
  { dataDir, keyring, log }: { dataDir: string; keyring: string; log: Log },
): Promise<Text[]> {
  const notes: Text[] = [];
  for (const { ctx, names } of await shutIn(running)) {
    const text = unopenedText(dataDir, names);
    notes.push(text);
    log.error("secrets do not open", { code: "secrets_unopened", count: names.length });
    const id = `msg_${shortHash("secrets_unopened", keyring, ctx.workspace.id)}`;
    await tellEverybody(ctx, { id, code: "secrets_unopened", lines: [text.zh, text.en] });
  }
  return notes;
}

const sum = (running: ReadonlyMap<string, RunningWorkspace>, count: (ctx: Context) => number) =>
  [...running.values()].reduce((total, { ctx }) => total + count(ctx), 0);

/** Workspaces with secrets that do not open. */
async function shutIn(running: ReadonlyMap<string, RunningWorkspace>): Promise<{ ctx: Context; names: string[] }[]> {
  const all = [...running.values()].map(async ({ ctx }) => ({ ctx, names: await unopened(ctx) }));
  return (await Promise.all(all)).filter(({ names }) => names.length > 0);
}
