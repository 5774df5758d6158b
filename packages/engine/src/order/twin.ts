/**
 * The same PO number from two sources. The later order is taken in, with its own content, and says of which order it may be the
 * twin; held, nothing is decided of it until a person lets it go, so that nothing leaves the house twice.
 */

import type { Twin } from "../event/event.ts";
import type { OrderState } from "../state/state.ts";
import { decide } from "../step/decide.ts";
import type { News } from "../step/news.ts";
import { note, own, type Run } from "../step/run.ts";
import { startScope } from "../step/scope.ts";
import { standAside } from "../yard/merge.ts";
import { SAME_PO } from "./hold.ts";
import { isOpen } from "./open.ts";

/** Whether there is nothing more to do: what came is kept, and decided when the order is let go. */
export function waitsAsTwin(run: Run, order: OrderState, found: News): boolean {
  const { event } = run;
  const brings = event.type === "order_received" || event.type === "order_updated";
  if (brings && event.twin !== undefined && isOpen(run, order))
    meetTwin(run, order, event.twin, found.intake === "first");
  if (order.twin?.waits !== true || order.cancelled === true) return false;
  if (found.intake !== null) found.intake = null;
  if (!brings) return false;
  const { order: first } = order.twin;
  decide(startScope(run, { order: run.orderKey?.key ?? null }, {}), order, "parked", `${SAME_PO}:${first}`);
  return true;
}

function meetTwin(run: Run, order: OrderState, twin: Twin, isFirst: boolean) {
  const { order: first, source, external_id, differs, holds } = twin;
  if (order.twin?.order === first) return;
  order.twin = holds && isFirst ? { order: first, waits: true } : { order: first };
  run.dirty = true;
  const about = { origin: null, order: run.orderKey?.key ?? null, data: { twin: first, source, external_id, differs } };
  note(run, "noted", { what: SAME_PO, ...about.data });
  if (holds) {
    own(run, order, "holds")[SAME_PO] = SAME_PO;
    standAside(run, order);
    run.effects.push({ type: "hold", ...about, reason: SAME_PO });
  }
  const text = order.order?.po_no ?? "";
  run.effects.push({ type: "alert", ...about, to: ["ops"], channel: "inbox", level: 2, text, code: SAME_PO });
}

/** A person has looked: it is an order of its own. Whether its intake is looked at now, for the first time. */
export function letTwinGo(run: Run, order: OrderState): boolean {
  if (order.twin?.waits !== true) return false;
  order.twin = { order: order.twin.order };
  run.dirty = true;
  return true;
}
