/** What the core needs to know of a workspace. Plain data; kept and edited by the runtime. */
import { CHINESE_HOLIDAYS, CHINESE_MAKE_UP_DAYS } from "./calendar/chinese-holidays.ts";
import type { WorkingCalendar, WorkingHours } from "./calendar/working.ts";
import type { FactType } from "./facts/spec.ts";
import type { StateMachine } from "./states/machine.ts";
import type { Text } from "./text.ts";

/** A field that a workspace declares for itself: fact `custom.<name>`. */
export interface CustomField {
  name: string;
  type: Exclude<FactType, "duration">;
  label: Text;
}

export interface WorkspaceSettings {
  /** IANA name. */
  zone: string;
  calendar: WorkingCalendar;
  /** Currency of orders that name none. */
  currency: string;
  customFields: CustomField[];
  /** The order state machine, where it is not the default one. */
  states?: StateMachine;
}

const OFFICE_HOURS: WorkingHours[] = [{ start: "09:00", end: "18:00" }];

/** Monday to Friday 09:00–18:00 with the Chinese holidays and make-up days of 2025 and 2026. */
export const DEFAULT_CALENDAR: WorkingCalendar = {
  week: [OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, OFFICE_HOURS, [], []],
  holidays: [...CHINESE_HOLIDAYS],
  workdays: [...CHINESE_MAKE_UP_DAYS],
};

export const DEFAULT_SETTINGS: WorkspaceSettings = {
  zone: "Asia/Shanghai",
  calendar: DEFAULT_CALENDAR,
  currency: "CNY",
  customFields: [],
};
