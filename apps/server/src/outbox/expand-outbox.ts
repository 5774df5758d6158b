/** Effects that wait in the outbox become deliveries, which stand in the store before one of them leaves. */
import {
  type ChannelRecord,
  type DeliveryRecord,
  type GroupTx,
  type OutboxRow,
  type Store,
  type StoreReader,
  transact,
} from "@switchyard/store";
import { knownOrder } from "../executor/known-order.ts";
import type { Clock } from "../runtime/clock.ts";
import type { WorkspaceView } from "../runtime/context.ts";
import { type CustomerLinks, linkFor } from "./customer-links.ts";
import { deliveriesOf } from "./expand.ts";
import { isOutside } from "./message.ts";
import { messageContext } from "./message-context.ts";
import type { QuietRules } from "./quiet.ts";
import { undelivered } from "./record-outcome.ts";
import { tellNoContacts } from "./tell-no-contacts.ts";

/** So long rows belong to who claimed them. */
export const LEASE_MS = 60_000;
const AT_ONCE = 200;

interface Outbox {
  store: Store;
  workspace: WorkspaceView;
  clock: Clock;
  customerLinks: CustomerLinks;
  flowName(flow: string): string;
}
interface Known {
  channels: ChannelRecord[];
  contacts: QuietRules["contacts"];
}

/** The next of them; answers how many there were. */
export async function expandOutbox(outbox: Outbox): Promise<number> {
  const { store, workspace, clock } = outbox;
  if ((await store.read.deliveries.unclaimed(workspace.id)) === 0) return 0;
  const channels = await store.read.channels.list(workspace.id);
  const contacts = await store.read.workspaces.contacts(workspace.id);
  return transact(store, async (tx) => {
    const rows = await tx.deliveries.claimOutbox(workspace.id, {
      ...{ now: clock.now(), leaseMs: LEASE_MS, limit: AT_ONCE },
    });
    for (const row of rows) {
      const made = await expandRow(tx, row, outbox, { channels, contacts });
      await tx.deliveries.add(workspace.id, made);
      const lost = made.filter(({ channel }) => channel === "");
      await tx.append(
        workspace.id,
        lost.flatMap((one) => undelivered(one, clock.now())),
      );
      await tellNoContacts(tx, workspace, { rows: lost, now: clock.now() });
    }
    const ids = rows.map(({ id }) => id);
    await tx.deliveries.doneOutbox(workspace.id, ids, clock.now());
    return rows.length;
  });
}

async function expandRow(
  tx: GroupTx,
  row: OutboxRow,
  outbox: Outbox,
  { channels, contacts }: Known,
): Promise<DeliveryRecord[]> {
  const { store, workspace, clock, flowName } = outbox;
  const order = await orderOf(store.read, workspace.id, row.order);
  const about = { order, link: await customerLink(tx, row, outbox), flowName, contacts };
  return deliveriesOf(row, channels, messageContext(workspace, about), clock.now());
}

/** Of an order about which somebody outside is told something. */
async function customerLink(
  tx: GroupTx,
  row: OutboxRow,
  { store, workspace, clock, customerLinks }: Outbox,
): Promise<string | null> {
  if (customerLinks.publicUrl === null || row.kind !== "notify" || row.order === "") return null;
  if (!isOutside((JSON.parse(row.payload) as { to: string }).to)) return null;
  const known = await store.read.access.links(workspace.id, row.order);
  return await linkFor(tx, { known, workspace: workspace.id, row, now: clock.now() }, customerLinks);
}

/** The order that a message is about; null: about none, or one that is gone. */
export async function orderOf(read: StoreReader, workspace: string, id: string) {
  const found = id === "" ? null : await read.orders.get(workspace, id);
  return found === null ? null : knownOrder(found.state);
}
