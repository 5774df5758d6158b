/**
 * Sends what the outbox holds. Effects become deliveries; each credential has a line of its own, which plans (what leaves
 * now, alone or merged), stores the plan, and only then sends. A crash at any point sends again under the same id.
 */
import {
  type Message,
  type OpenChannel,
  type Outcome,
  openChannel,
  planSends,
  type SendTools,
  type Waiting,
} from "@switchyard/connectors";
import {
  type ChannelRecord,
  type Contact,
  type DeliveryRecord,
  type GroupTx,
  type OutboxRow,
  type Store,
  transact,
} from "@switchyard/store";
import type { Safe } from "../channels/settings.ts";
import { errorName } from "../error-name.ts";
import { knownOrder } from "../executor/known-order.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import type { WorkspaceView } from "../runtime/context.ts";
import { addressOf, type CustomerLinks, linkFor } from "./customer-links.ts";
import { deliveriesOf, delivery } from "./expand.ts";
import { channelOpener, linesOf, type SendingLine } from "./lines-of-sending.ts";
import { isOutside, withAddresses } from "./message.ts";
import { messageContext } from "./message-context.ts";
import { hold, heldUntil as quietEnd, wasHeld } from "./quiet.ts";
import { recordOutcome, unavailable } from "./record-outcome.ts";
import { writeBatch } from "./write-batch.ts";

export interface DispatcherOptions {
  store: Store;
  workspace: WorkspaceView;
  clock: Clock;
  log: Log;
  safe: Safe;
  tools: SendTools;
  customerLinks: CustomerLinks;
  /** The name of a flow's live version. */
  flowName(flow: string): string;
}

export interface Dispatcher {
  /** Something may be new or due; looks in a moment. */
  wake(): void;
  /** Sends all that is due now, until nothing is. */
  settle(): Promise<void>;
  /** Takes up what the last process left. */
  start(): Promise<void>;
  /** Begins nothing new and gives what is under way a moment to end; the rest is sent after the next start. */
  stop(): Promise<void>;
}

type Contacts = ReadonlyMap<string, Contact>;

const LEASE_MS = 60_000;
const EXPAND_AT_ONCE = 200;
const WAITING_AT_ONCE = 1000;
const SENDS_AT_ONCE = 8;
/** Into the inbox: they share a transaction. */
const INBOX_AT_ONCE = 200;
/** Effects of one burst are looked at together. */
const PAUSE_MS = 10;
/** A line that found nothing although something seemed due (held by a lease) looks again after this. */
const NOTHING_MS = 1000;
const LONGEST_WAIT = 60_000;
const LAST_SENDS_MS = 1_500;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, workspace, clock, log, safe, tools } = options;
  const openRecord = channelOpener(safe);
  const builtIn = openInbox();
  const write = writeBatch(store);
  /** Lines at work, and until when others wait for their limits. */
  const active = new Map<string, Promise<void>>();
  const heldUntil = new Map<string, number>();
  let timer: { at: number; handle: NodeJS.Timeout } | null = null;
  let pumping: Promise<boolean> | null = null;
  let stopping = false;

  function wakeAt(at: number): void {
    if (stopping || (timer !== null && timer.at <= at)) return;
    if (timer !== null) clearTimeout(timer.handle);
    const wait = Math.min(Math.max(at - clock.now(), PAUSE_MS), LONGEST_WAIT);
    const handle = setTimeout(() => {
      timer = null;
      void pump();
    }, wait);
    handle.unref();
    timer = { at, handle };
  }

  /** Looks once at everything; true when there was something to do. */
  function pump(): Promise<boolean> {
    pumping ??= look()
      .catch((cause: unknown) => {
        log.error("outbox failed", { error: errorName(cause) });
        wakeAt(clock.now() + NOTHING_MS);
        return false;
      })
      .finally(() => {
        pumping = null;
      });
    return pumping;
  }

  async function look(): Promise<boolean> {
    if (stopping) return false;
    let isBusy = false;
    while ((await expand()) > 0) isBusy = true;
    const turns = await store.read.deliveries.nextTurns(workspace.id);
    if (turns.length === 0) return isBusy;
    const records = await store.read.channels.list(workspace.id);
    const ids = turns.map(({ channel }) => channel);
    for (const line of linesOf(ids, records, openRecord, builtIn)) {
      const due = Math.min(...turns.filter(({ channel }) => line.channels.includes(channel)).map(({ at }) => at));
      const at = Math.max(due, heldUntil.get(line.credential) ?? 0);
      if (active.has(line.credential)) continue;
      if (at > clock.now()) wakeAt(at);
      else {
        isBusy = true;
        run(line, records);
      }
    }
    return isBusy;
  }

  async function expand(): Promise<number> {
    if (stopping || (await store.read.deliveries.unclaimed(workspace.id)) === 0) return 0;
    const channels = await store.read.channels.list(workspace.id);
    const contacts = await store.read.workspaces.contacts(workspace.id);
    return transact(store, async (tx) => {
      const claim = { now: clock.now(), leaseMs: LEASE_MS, limit: EXPAND_AT_ONCE };
      const rows = await tx.deliveries.claimOutbox(workspace.id, claim);
      for (const row of rows) await tx.deliveries.add(workspace.id, await expandRow(tx, row, { channels, contacts }));
      await tx.deliveries.doneOutbox(
        workspace.id,
        rows.map(({ id }) => id),
        clock.now(),
      );
      return rows.length;
    });
  }

  async function expandRow(
    tx: GroupTx,
    row: OutboxRow,
    { channels, contacts }: { channels: ChannelRecord[]; contacts: Contacts },
  ): Promise<DeliveryRecord[]> {
    const { flowName } = options;
    const about = { order: await orderOf(row.order), link: await customerLink(tx, row), flowName, contacts };
    return deliveriesOf(row, channels, messageContext(workspace, about), clock.now());
  }

  /** Of an order about which somebody outside is told something. */
  async function customerLink(tx: GroupTx, row: OutboxRow): Promise<string | null> {
    const { customerLinks } = options;
    if (customerLinks.publicUrl === null || row.kind !== "notify" || row.order === "") return null;
    if (!isOutside((JSON.parse(row.payload) as { to: string }).to)) return null;
    const known = await store.read.access.links(workspace.id, row.order);
    return await linkFor(tx, { known, workspace: workspace.id, row, now: clock.now() }, customerLinks);
  }

  async function orderOf(id: string) {
    const found = id === "" ? null : await store.read.orders.get(workspace.id, id);
    return found === null ? null : knownOrder(found.state);
  }

  function run(line: SendingLine, records: ChannelRecord[]): void {
    const turn = (line.open === null ? giveUp(line) : sendTurn(line, line.open, records))
      .catch((cause: unknown) => {
        if (!stopping) log.error("sending failed", { error: errorName(cause) });
        heldUntil.set(line.credential, clock.now() + NOTHING_MS);
      })
      .finally(() => {
        active.delete(line.credential);
        wakeAt(0);
      });
    active.set(line.credential, turn);
  }

  /** What waits for a channel that cannot be used goes to its fallback, or to the dead letters. */
  async function giveUp({ channels }: SendingLine): Promise<void> {
    await transact(store, async (tx) => {
      const now = clock.now();
      const rows = await tx.deliveries.waiting(workspace.id, { channels, now, limit: WAITING_AT_ONCE });
      for (const row of rows) {
        await recordOutcome(tx, {
          workspace: workspace.id,
          row,
          channel: null,
          outcome: unavailable,
          schedule: [0],
          now,
        });
      }
    });
  }

  async function sendTurn(line: SendingLine, open: OpenChannel, records: ChannelRecord[]): Promise<void> {
    const { sends, wakeAt: next } = await plan(line, open);
    if (next === null && sends.length === 0) heldUntil.set(line.credential, clock.now() + NOTHING_MS);
    else if (next !== null && next > clock.now()) heldUntil.set(line.credential, next);
    else heldUntil.delete(line.credential);
    const contacts = await store.read.workspaces.contacts(workspace.id);
    const queue = [...sends];
    const worker = async () => {
      for (let row = queue.shift(); row !== undefined && !stopping; row = queue.shift()) {
        await sendOne(row, { open, contacts, channel: records.find(({ id }) => id === row?.channel) ?? null });
      }
    };
    await Promise.all(Array.from({ length: open === builtIn ? INBOX_AT_ONCE : SENDS_AT_ONCE }, worker));
  }

  /** Stored before anything leaves: limits are spent, digests have their members, and each row is held. */
  async function plan({ credential, channels }: SendingLine, open: OpenChannel) {
    return transact(store, async (tx) => {
      const now = clock.now();
      const found = await tx.deliveries.waiting(workspace.id, { channels, now, limit: WAITING_AT_ONCE });
      const rows: DeliveryRecord[] = [];
      // Asked when it would leave: what was late, limited or tried again may have come into quiet hours since.
      for (const row of found) {
        const until = quietEnd(row, now, workspace.settings.zone);
        if (until === null) rows.push(row);
        else await hold(tx, { workspace: workspace.id, row, until, now });
      }
      // Two rows of one message (it came by two ways) go one after the other.
      const byMessage = new Map(rows.toReversed().map((row) => [row.messageId, row]));
      const { quotas, digests } = open.channel;
      const limiter = await tx.channels.limiter(workspace.id, credential);
      const planned = planSends({ waiting: [...byMessage.values()].map(asWaiting), quotas, digests, limiter, now });
      const sends: DeliveryRecord[] = [];
      for (const { message, members } of planned.sends) {
        const [first, ...others] = members.flatMap((id) => byMessage.get(id) ?? []);
        if (first === undefined) continue;
        if (others.length === 0) sends.push(first);
        else sends.push(await storeDigest(message, [first, ...others]));
      }
      await tx.deliveries.lease(
        workspace.id,
        sends.map(({ id }) => id),
        now + LEASE_MS,
      );
      if (quotas.length > 0) await tx.channels.saveLimiter(workspace.id, credential, planned.limiter);
      return { sends, wakeAt: planned.wakeAt };

      async function storeDigest(
        message: Message,
        rows: [DeliveryRecord, ...DeliveryRecord[]],
      ): Promise<DeliveryRecord> {
        const [{ channel, fallbacks }] = rows;
        const about = { id: "", order: message.about ?? "", kind: "digest" };
        const digest = { ...delivery({ row: about, message, channel, fallbacks, now }), fixed: true };
        await tx.deliveries.add(workspace.id, [digest]);
        await tx.deliveries.merge(
          workspace.id,
          rows.map(({ id }) => id),
          message.id,
        );
        return digest;
      }
    });
  }

  async function sendOne(
    row: DeliveryRecord,
    {
      open,
      contacts,
      channel,
    }: {
      open: OpenChannel;
      contacts: Contacts;
      channel: ChannelRecord | null;
    },
  ): Promise<void> {
    const message = withAddresses(row.message as Message, {
      ...{ contacts, order: await orderOf(row.order) },
      addressOf: (link) => addressOf(options.customerLinks, link),
    });
    const outcome: Outcome = await open.send(message, tools);
    const { schedule } = open.channel;
    if (outcome.result !== "delivered") log.warn("message not delivered", { channel: row.channel, code: outcome.code });
    await write((tx) =>
      recordOutcome(tx, { workspace: workspace.id, row, channel, outcome, schedule, now: clock.now() }),
    );
  }

  return {
    wake: () => wakeAt(0),
    async settle() {
      for (;;) {
        const isBusy = await pump();
        if (active.size > 0) await Promise.all(active.values());
        else if (!isBusy) return;
      }
    },
    async start() {
      await transact(store, (tx) => tx.deliveries.freeLeases(workspace.id));
      wakeAt(0);
    },
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer.handle);
      if (pumping !== null) await pumping;
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_SENDS_MS).unref());
      await Promise.race([Promise.all(active.values()), late]);
    },
  };
}

const asWaiting = (row: DeliveryRecord): Waiting => ({
  message: row.message as Message,
  dueAt: row.nextAt ?? 0,
  fixed: row.fixed || row.attempts > 0,
  held: wasHeld(row),
});

function openInbox(): OpenChannel {
  const opened = openChannel("inbox", {});
  if (!opened.ok) throw new Error("the inbox needs no settings");
  return opened.channel;
}
