/** What the core needs to know of a workspace. Plain data; kept and edited by the runtime. */
import { CHINESE_HOLIDAYS, CHINESE_MAKE_UP_DAYS } from "./calendar/chinese-holidays.ts";
import type { QuietHours } from "./calendar/quiet-hours.ts";
import type { WorkingCalendar, WorkingHours } from "./calendar/working.ts";
import type { FactType } from "./facts/spec.ts";
import type { StateMachine } from "./states/machine.ts";
import type { Text } from "./text.ts";

/** A field that a workspace declares for itself: fact `custom.<name>`. */
export interface CustomField {
  name: string;
  type: Exclude<FactType, "duration">;
  label: Text;
  /** Ids of the brands whose orders have it; absent: all orders. */
  brands?: string[];
}

/** A brand, and what it has of its own. Orders name it by its id, its name or another word for it. */
export interface BrandSettings {
  id: string;
  name: string;
  synonyms?: string[];
  /** In place of the workspace's, for everything that is about one of its orders. */
  calendar?: WorkingCalendar;
  /** Its approval chain, level by level: ids of people of whom one decides. */
  approvers?: string[][];
  /** 品牌联系人: ids of the people who are told where a flow notifies the brand. */
  contacts?: string[];
}

/** Why a promised date moves, as its customer is told: what happened, what there is to choose from, what we make good with. */
export interface MoveCause {
  id: string;
  name: string;
  explanation: string;
  options: string[];
  compensation: string;
}

/** 客户页: what customers see behind their links. Whatever is absent is not told. */
export interface CustomerPage {
  /** The three states that customers see first; absent: three of the chain. */
  keyStates?: string[];
  /** What a due date promises: that it is there by then, or that it leaves by then. Absent: it is there. */
  dueIs?: "arrival" | "dispatch";
  /** Calendar days on the way. */
  transitDays?: number;
  /** Calendar days from arrival to the invoice. */
  invoiceDays?: number;
  /** By the name that couriers' news and orders give them. */
  couriers?: { name: string; phone: string }[];
  moves?: MoveCause[];
}

/** 免打扰时段 of the workspace: what falls due in them is told at their end. Whoever has none is told at any time. */
export interface QuietSettings {
  /** For whoever is outside the house: customers, and contacts of brands. */
  customers?: QuietHours;
  /** For people of the house who have no quiet hours of their own. */
  people?: QuietHours;
  /** Alerts of this level and above are told at once. */
  urgent: number;
}
/** Where a workspace says nothing of urgent alerts. */
export const URGENT_LEVEL = 4;

/** Languages that the product speaks. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface WorkspaceSettings {
  /** IANA name. */
  zone: string;
  /** Of what goes out: alerts, tasks, digests, reports, what customers are told. Absent: zh-CN. */
  language?: Language;
  calendar: WorkingCalendar;
  /** Currency of orders that name none. */
  currency: string;
  customFields: CustomField[];
  /** The order state machine, where it is not the default one. */
  states?: StateMachine;
  /**
   * An order whose PO number another source's order of the same brand has: `hold` until a person has looked, only `alert`, or
   * `off`. Absent: hold.
   */
  samePo?: "hold" | "alert" | "off";
  customerPage?: CustomerPage;
  quietHours?: QuietSettings;
  /** Absent: brands are the words that orders name, and have nothing of their own. */
  brands?: readonly BrandSettings[];
}

/** What tells the time for an order: zone and calendar of the workspace, and brands that have a calendar of their own. */
export type OrderTime = Pick<WorkspaceSettings, "zone" | "calendar" | "brands">;

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
