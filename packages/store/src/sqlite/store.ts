/** The store on one SQLite file: one writer lane, a separate connection for reads. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { StoreError } from "../port/errors.ts";
import type { GroupTx, StateInput, Store, StoreReader } from "../port/store.ts";
import { accessReader, accessWriter } from "./access.ts";
import { accountReader, accountWriter } from "./accounts.ts";
import { assertRestored } from "./backup.ts";
import { boardReader } from "./boards.ts";
import { channelReader, channelWriter } from "./channels.ts";
import { commentReader, commentWriter } from "./comments.ts";
import { comparisonReader, comparisonWriter } from "./comparisons.ts";
import { type Connection, openReadOnly, openWriter } from "./connection.ts";
import { datasetReader, datasetWriter } from "./datasets.ts";
import { deliveryWriter } from "./deliveries.ts";
import { deliveryReader } from "./delivery-reader.ts";
import { asOpenError } from "./errors.ts";
import { type Faults, faultsTold } from "./faults-told.ts";
import { flowReader, flowWriter } from "./flows.ts";
import { goldenReader, goldenWriter } from "./golden.ts";
import { groupStatements } from "./group.ts";
import { inboxReader, inboxWriter } from "./inbox.ts";
import { intakeReader, intakeWriter } from "./intake.ts";
import { journalReader } from "./journal.ts";
import { journalWriter } from "./journal-writer.ts";
import { lane } from "./lane.ts";
import { lockFile } from "./lock.ts";
import { assertReadable, isOlder, migrate, ownMigrations } from "./migrate.ts";
import { orderWatches } from "./order-watches.ts";
import { orderReader } from "./orders.ts";
import { publishRequestReader, publishRequestWriter } from "./publish-requests.ts";
import { queriesOver } from "./queries.ts";
import { replayReader, replayWriter } from "./replays.ts";
import { reportReader, reportWriter } from "./reports.ts";
import { retentionWriter } from "./retention.ts";
import { rollOutReader, rollOutWriter } from "./rollouts.ts";
import { stateReader } from "./state-reader.ts";
import { templateReader, templateWriter } from "./templates.ts";
import { waitReader } from "./waits.ts";
import { workReader } from "./work.ts";
import { workspaceReader, workspaceWriter } from "./workspaces.ts";

export interface OpenOptions {
  /** Path of the file; its folder is made when it is not there. */
  file: string;
  /** The instant recorded with migrations that run now. */
  now: number;
  /** Largest size of the file in pages; what a full disk does can be tried with it. */
  maxPages?: number;
  /** Called once when the disk fails under a write. From then on nothing is written: the process should end and start anew. */
  onBroken?: (cause: StoreError) => void;
  /** A file that was there before is about to be brought up to date: nobody else has it open, and it may be copied. */
  beforeUpgrade?: () => Promise<void>;
}

/**
 * Opens the file, brings it up to date and asserts that it is durable.
 * Throws `StoreError`: in use by another process, not to be written by this user, no room, written by a newer program, not ours, not durable.
 */
export async function openSqliteStore({ file, now, maxPages, onBroken, beforeUpgrade }: OpenOptions): Promise<Store> {
  const location = resolve(file);
  let unlock = () => {};
  let writer: Connection | undefined;
  try {
    mkdirSync(dirname(location), { recursive: true });
    unlock = lockFile(location);
    assertRestored(location);
    writer = openWriter(location);
    const migrations = ownMigrations();
    if (beforeUpgrade !== undefined && isOlder(writer, migrations)) await beforeUpgrade();
    migrate(writer, migrations, now);
    if (maxPages !== undefined) writer.pragma(`max_page_count = ${maxPages}`);
    return storeOver(location, writer, { unlock, onBroken: onBroken ?? (() => {}) });
  } catch (cause) {
    writer?.close();
    unlock();
    throw asOpenError(cause, location);
  }
}

/** A reader of its own connection, for another thread or process. Throws `StoreError` when the file is not ours, or newer. */
export async function openSqliteReader(location: string): Promise<StoreReader> {
  const connection = openReadOnly(location);
  try {
    assertReadable(connection, ownMigrations());
    return readerOver(connection);
  } catch (cause) {
    connection.close();
    throw cause;
  }
}

function readerOver(connection: Connection): StoreReader {
  const db = queriesOver(connection);
  return {
    workspaces: workspaceReader(db),
    access: accessReader(db),
    accounts: accountReader(db),
    orders: orderReader(db),
    journal: journalReader(db, connection),
    flows: flowReader(db),
    golden: goldenReader(db),
    publishRequests: publishRequestReader(db),
    comments: commentReader(db),
    datasets: datasetReader(db, connection),
    replays: replayReader(db),
    channels: channelReader(db),
    deliveries: deliveryReader(db),
    inbox: inboxReader(db),
    intake: intakeReader(db),
    comparisons: comparisonReader(db),
    templates: templateReader(db),
    reports: reportReader(db),
    rollouts: rollOutReader(db),
    work: workReader(db),
    state: stateReader(db),
    waits: waitReader(db),
    boards: boardReader(db),
    async close() {
      connection.close();
    },
  };
}

/**
 * A commit that waited this long for the disk kept everything else waiting. Writers that follow each other without turns of
 * the event loop between them would keep sockets and health checks waiting for all of their commits; and orders that came in
 * meanwhile must be there when it is decided whose turn is next.
 */
const SLOW_MS = 5;
/** A new connection or a request's body takes a few turns to come in. */
const TURNS = 8;
const eventLoopTurns = async () => {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise<void>((next) => setImmediate(next));
};

interface StoreEnds {
  unlock(): void;
  onBroken(cause: StoreError): void;
}

function writersOver(connection: Connection, { sayingAll }: Faults) {
  const db = queriesOver(connection);
  return {
    workspaces: sayingAll(workspaceWriter(db)),
    access: sayingAll(accessWriter(db)),
    accounts: sayingAll(accountWriter(db)),
    flows: sayingAll(flowWriter(db)),
    golden: sayingAll(goldenWriter(db)),
    publishRequests: sayingAll(publishRequestWriter(db)),
    comments: sayingAll(commentWriter(db)),
    datasets: sayingAll(datasetWriter(db, connection)),
    replays: sayingAll(replayWriter(db, connection)),
    channels: sayingAll(channelWriter(db)),
    deliveries: sayingAll(deliveryWriter(connection)),
    inbox: sayingAll(inboxWriter(db)),
    intake: sayingAll(intakeWriter(db, connection)),
    comparisons: sayingAll(comparisonWriter(db, connection)),
    retention: sayingAll(retentionWriter(connection)),
    templates: sayingAll(templateWriter(db)),
    reports: sayingAll(reportWriter(db)),
    rollouts: sayingAll(rollOutWriter(db)),
  };
}

function storeOver(location: string, writer: Connection, { unlock, onBroken }: StoreEnds): Store {
  const read = readerOver(openReadOnly(location));
  const append = journalWriter(writer);
  const group = groupStatements(writer, append);
  const begin = writer.prepare("BEGIN IMMEDIATE");
  const commit = writer.prepare("COMMIT");
  const turns = lane();
  const watches = orderWatches();
  const faults = faultsTold({ onBroken, inTransaction: () => writer.inTransaction });
  const writers = writersOver(writer, faults);

  const transaction = (
    leave: () => void,
    written: [workspace: string, state: readonly StateInput[]][] = [],
  ): GroupTx => ({
    ...writers,
    load: group.load,
    hasRequest: group.hasRequest,
    fromOthers: group.fromOthers,
    journalData: group.journalData,
    dueTimers: group.dueTimers,
    write(workspace, write) {
      faults.saying(() => group.write(workspace, write));
      written.push([workspace, write.state]);
      return "ok";
    },
    append: (workspace, entries) => faults.saying(() => void append(workspace, entries)),
    commit() {
      const began = performance.now();
      try {
        commit.run();
        for (const [workspace, state] of written) watches.tell(workspace, state);
      } catch (cause) {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        throw faults.said(cause);
      } finally {
        if (performance.now() - began > SLOW_MS) void eventLoopTurns().then(leave);
        else leave();
      }
    },
    rollback() {
      // A full disk ends the transaction by itself.
      try {
        if (writer.inTransaction) writer.exec("ROLLBACK");
      } finally {
        leave();
      }
    },
  });

  return {
    location,
    read,
    get timesFull() {
      return faults.timesFull;
    },
    watchOrders: watches.open,
    async begin(turn = "others") {
      const leave = await turns.enter(turn);
      try {
        if (faults.broken !== null) throw faults.broken;
        begin.run();
      } catch (cause) {
        leave();
        throw faults.said(cause);
      }
      return transaction(leave);
    },
    async close() {
      const leave = await turns.enter("others");
      await read.close();
      try {
        if (faults.broken === null) writer.pragma("wal_checkpoint(TRUNCATE)");
      } catch {
        // A disk that is full takes the log into the file no more; what is in the log is as safe, and the next start reads it.
      }
      writer.close();
      unlock();
      leave();
    },
  };
}
