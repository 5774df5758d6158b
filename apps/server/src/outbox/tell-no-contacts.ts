import type { Message } from "@switchyard/connectors";
import { brandNamed, instantText } from "@switchyard/orders";
import type { DeliveryRecord, GroupTx } from "@switchyard/store";
import type { WorkspaceView } from "../runtime/context.ts";
import { NO_CONTACTS } from "./expand.ts";
import { shortHash } from "./message.ts";
import { wordsOf } from "./words/words.ts";

/** The brand, as the workspace has it, that a delivery could tell nobody for. */
export function brandOf({ code, message }: Pick<DeliveryRecord, "code" | "message">, { whole }: WorkspaceView) {
  const content = (message as Message).data?.content as { brand?: string } | undefined;
  return code === NO_CONTACTS ? brandNamed(whole.brands, content?.brand) : undefined;
}

/** Said in the inbox once a day for each brand: what was not sent waits in the log of messages until somebody adds contacts. */
export async function tellNoContacts(
  tx: GroupTx,
  workspace: WorkspaceView,
  { rows, now }: { rows: readonly DeliveryRecord[]; now: number },
): Promise<void> {
  const brands = new Map(rows.flatMap((row) => brandOf(row, workspace) ?? []).map((brand) => [brand.id, brand.name]));
  const day = instantText(now, workspace.settings.zone).slice(0, 10);
  for (const [id, name] of brands)
    await tx.inbox.put(workspace.id, [
      {
        ...{ id: `msg_${shortHash(NO_CONTACTS, id, day)}`, at: now, kind: NO_CONTACTS, level: 2, order: null },
        title: wordsOf(workspace.settings).titles.no_contacts(name),
        said: { code: NO_CONTACTS, values: { name, brand: id } },
        ...{ lines: [], people: [], members: [], acknowledgedAt: null, acknowledgedBy: null },
      },
    ]);
}
