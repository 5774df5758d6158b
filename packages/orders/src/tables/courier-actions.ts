/** What a courier's news can ask to be done. Apart from the codes (./courier.ts), which are long and which no drawing shows. */
import type { Text } from "../text.ts";
import { type CanonicalState, canonicalState } from "./canonical.ts";
import { COURIER_ACTION_ROWS } from "./courier-action-rows.ts";
import type { Severity } from "./rows.ts";

export interface CourierAction {
  id: string;
  label: Text;
  /** The platform-neutral state that it asserts, where it asserts one. */
  canonical: CanonicalState | null;
  /** The parcel is where it should be: no news is good news from here on. */
  stopsStallClock: boolean;
  severity: Severity;
  /** What is proposed to be done, in English. */
  effect: string;
}

export const COURIER_ACTIONS: readonly CourierAction[] = /* @__PURE__ */ COURIER_ACTION_ROWS.map(
  ([id, zh, en, canonical, stopsStallClock, severity, effect]) => ({
    id,
    label: { zh, en },
    canonical: canonical === null ? null : (canonicalState(canonical) ?? null),
    stopsStallClock,
    severity,
    effect,
  }),
);

let byId: Map<string, CourierAction> | undefined;

export function courierAction(id: string): CourierAction | undefined {
  byId ??= new Map(COURIER_ACTIONS.map((action) => [action.id, action]));
  return byId.get(id);
}
