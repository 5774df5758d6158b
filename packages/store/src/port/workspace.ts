import type { Figure } from "@switchyard/flow";
import type { BrandSettings, QuietHours, WorkspaceSettings } from "@switchyard/orders";
import type { ReportSchedule } from "./reports.ts";

export type DestinationKind = "line" | "warehouse" | "wave";
/** Its words in any language, and its own calendar and approval chain where it has them. */
export type Brand = BrandSettings;
/** Where routing sends an order. `color` is a CSS colour for screens; `capacity_per_day` the orders it can take in a day. */
export interface Destination {
  id: string;
  name: string;
  kind: DestinationKind;
  color?: string;
  synonyms?: string[];
  capacity_per_day?: number;
  /** Ids of the brands whose orders may go there; absent: all. */
  brands?: string[];
}
export interface Person {
  id: string;
  name: string;
  role: string;
  synonyms?: string[];
}
/** Where a person can be reached, each channel using the address that it understands, and when not. */
export interface Contact {
  email?: string;
  mobile?: string;
  wecom?: string;
  dingtalk?: string;
  feishu?: string;
  /** In place of the workspace's for people. */
  quiet_hours?: QuietHours;
}

export interface Workspace {
  id: string;
  name: string;
  settings: WorkspaceSettings;
  brands: Brand[];
  destinations: Destination[];
  people: Person[];
  /** Publishing needs a second person; absent: it does not. */
  fourEyes?: boolean;
  /** Figures of its own; absent: the default ones. */
  figures?: Figure[];
  /** Reports that are made and sent by themselves; absent: none. */
  reportSchedules?: ReportSchedule[];
  createdAt: number;
}

export interface WorkspaceReader {
  list(): Promise<{ id: string; name: string }[]>;
  get(workspace: string): Promise<Workspace | null>;
  /** By person; those without any address are left out. */
  contacts(workspace: string): Promise<Map<string, Contact>>;
  /** The group that a workspace belongs to; null: none. */
  groupOf(workspace: string): Promise<string | null>;
  /** Workspaces that belong to a group. */
  members(group: string): Promise<{ id: string; name: string }[]>;
}
export interface WorkspaceWriter {
  create(workspace: Workspace): Promise<void>;
  /** What is stored, this transaction's own changes among it; nobody else changes it until the transaction ends. */
  forChange(workspace: string): Promise<Workspace | null>;
  /** Replaces name, settings, brands, destinations and people; who stays keeps the addresses that were given. */
  save(workspace: Workspace): Promise<void>;
  setGroup(workspace: string, group: string | null): Promise<void>;
  /** False when there is no such person. */
  setContact(workspace: string, person: string, contact: Contact): Promise<boolean>;
}
