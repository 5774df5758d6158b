/**
 * Sends what the outbox holds. Effects become deliveries; each credential has a line of its own, which plans (what leaves
 * now, alone or merged), stores the plan, and only then sends. A crash at any point sends again under the same id.
 */
import { type Message, type OpenChannel, type Outcome, openChannel, type SendTools } from "@switchyard/connectors";
import { type ChannelRecord, type Contact, type DeliveryRecord, type Store, transact } from "@switchyard/store";
import type { Safe } from "../channels/settings.ts";
import { errorName } from "../error-name.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../runtime/clock.ts";
import type { WorkspaceView } from "../runtime/context.ts";
import { addressOf, type CustomerLinks } from "./customer-links.ts";
import { expandOutbox, orderOf } from "./expand-outbox.ts";
import { channelOpener, linesOf, type SendingLine } from "./lines-of-sending.ts";
import { withAddresses } from "./message.ts";
import { planTurn, WAITING_AT_ONCE } from "./plan-turn.ts";
import { recordOutcome, unavailable } from "./record-outcome.ts";
import { wordsOf } from "./words/words.ts";
import { writeBatch } from "./write-batch.ts";

export interface DispatcherOptions {
  /** Messages were made, sent or given up. */
  onChange?: (() => void) | undefined;
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

/** With which a line sends. */
interface Sending {
  open: OpenChannel;
  contacts: ReadonlyMap<string, Contact>;
  channel: ChannelRecord | null;
}

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
  const { store, workspace, clock, log, safe, tools, customerLinks } = options;
  const openRecord = channelOpener(safe);
  const builtIn = openInbox();
  const write = writeBatch(store);
  /** Lines at work, and until when others wait for their limits. */
  const active = new Map<string, Promise<void>>();
  const heldUntil = new Map<string, number>();
  let timer: { at: number; handle: NodeJS.Timeout } | null = null;
  let pumping: Promise<boolean> | null = null;
  let following: Promise<boolean> | null = null;
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

  /** Looks once at everything, not before it is asked; true when there was something to do. */
  function pump(): Promise<boolean> {
    if (following !== null) return following;
    if (pumping === null) return begin();
    // The look under way may have passed by what came meanwhile.
    following = pumping.then(() => {
      following = null;
      return begin();
    });
    return following;
  }

  function begin(): Promise<boolean> {
    pumping = look()
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
    while (!stopping && (await expandOutbox(options)) > 0) isBusy = true;
    if (isBusy) options.onChange?.();
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

  function run(line: SendingLine, records: ChannelRecord[]): void {
    const turn = (line.open === null ? giveUp(line) : sendTurn(line, line.open, records))
      .catch((cause: unknown) => {
        if (!stopping) log.error("sending failed", { error: errorName(cause) });
        heldUntil.set(line.credential, clock.now() + NOTHING_MS);
      })
      .finally(() => {
        active.delete(line.credential);
        options.onChange?.();
        wakeAt(0);
      });
    active.set(line.credential, turn);
  }

  /** What waits for a channel that cannot be used goes to its fallback, or to the dead letters. */
  async function giveUp({ channels }: SendingLine): Promise<void> {
    await transact(store, async (tx) => {
      const now = clock.now();
      const rows = await tx.deliveries.waiting(workspace.id, { channels, now, limit: WAITING_AT_ONCE });
      for (const row of rows)
        await recordOutcome(tx, {
          ...{ workspace: workspace.id, row, now, words: wordsOf(workspace.settings) },
          ...{ channel: null, outcome: unavailable, schedule: [0] },
        });
    });
  }

  async function sendTurn(line: SendingLine, open: OpenChannel, records: ChannelRecord[]): Promise<void> {
    const { credential, channels } = line;
    const turn = { workspace, credential, channels, limits: open.channel, now: clock.now() };
    const { sends, wakeAt: next } = await transact(store, (tx) => planTurn(tx, turn));
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

  async function sendOne(row: DeliveryRecord, { open, contacts, channel }: Sending): Promise<void> {
    const message = withAddresses(row.message as Message, {
      ...{ contacts, order: await orderOf(store.read, workspace.id, row.order) },
      addressOf: (link) => addressOf(customerLinks, link),
    });
    const outcome: Outcome = await open.send(message, tools);
    const { schedule } = open.channel;
    if (outcome.result !== "delivered") log.warn("message not delivered", { channel: row.channel, code: outcome.code });
    const attempt = { row, channel, outcome, schedule, words: wordsOf(workspace.settings) };
    await write((tx) => recordOutcome(tx, { ...attempt, workspace: workspace.id, now: clock.now() }));
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
      await (following ?? pumping);
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_SENDS_MS).unref());
      await Promise.race([Promise.all(active.values()), late]);
    },
  };
}

function openInbox(): OpenChannel {
  const opened = openChannel("inbox", {});
  if (!opened.ok) throw new Error("the inbox needs no settings");
  return opened.channel;
}
